package dev.jug.oci.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A device node to make in the container (config-linux.md, "Devices").
 *
 * @param type {@code c}, {@code b}, {@code u} or {@code p}
 * @param path absolute path inside the container
 * @param major major number, null for a FIFO
 * @param minor minor number, null for a FIFO
 * @param fileMode permission bits, null for 0666
 * @param uid owner inside the container, null for 0
 * @param gid group inside the container, null for 0
 */
public record Device(
    String type,
    String path,
    @Nullable Long major,
    @Nullable Long minor,
    @Nullable Integer fileMode,
    @Nullable Long uid,
    @Nullable Long gid) {}
