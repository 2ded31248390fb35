package dev.jug.oci.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file system to mount (config.md, "Mounts").
 *
 * @param destination absolute path inside the container
 * @param type file system type; null or {@code bind} with a {@code bind} option means a bind mount
 * @param source device, path or name, as mount(2) has it; null for none
 * @param options mount options by their fstab names, such as {@code ro}, {@code nosuid}, {@code
 *     rbind}
 */
public record Mount(
    String destination, @Nullable String type, @Nullable String source, List<String> options) {
  public Mount {
    options = Absent.empty(options);
  }
}
