package dev.jug.oci.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A namespace to make, or to join when a path is given (config-linux.md, "Namespaces").
 *
 * @param type {@code pid}, {@code network}, {@code mount}, {@code ipc}, {@code uts}, {@code user},
 *     {@code cgroup} or {@code time}
 * @param path namespace file to join, null to make a new one
 */
public record Namespace(String type, @Nullable String path) {}
