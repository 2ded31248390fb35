package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file system to mount (config.md, "Mounts").
 *
 * @param destination path inside the container; a relative one counts from its root
 * @param type file system type; null or {@code bind} with a {@code bind} option means a bind mount
 * @param source device, path or name, as mount(2) has it; null for none
 * @param options mount options by their fstab names, such as {@code ro}, {@code nosuid}, {@code
 *     rbind}
 * @param uidMappings user ids of an id-mapped mount; empty for none
 * @param gidMappings group ids of an id-mapped mount; empty for none
 */
public record Mount(
    String destination,
    @Nullable String type,
    @Nullable String source,
    List<String> options,
    List<IdMapping> uidMappings,
    List<IdMapping> gidMappings) {
  public Mount {
    options = Absent.empty(options);
    uidMappings = Absent.empty(uidMappings);
    gidMappings = Absent.empty(gidMappings);
  }

  /** A mount whose ids are not mapped. */
  public Mount(
      String destination, @Nullable String type, @Nullable String source, List<String> options) {
    this(destination, type, source, options, List.of(), List.of());
  }

  /** Whether it shows what is somewhere else already. */
  public boolean binds() {
    return "bind".equals(type) || options.contains("bind") || options.contains("rbind");
  }
}
