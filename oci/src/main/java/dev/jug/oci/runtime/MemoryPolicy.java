package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On which memory nodes the process allocates (config-linux.md, "Memory policy"; set_mempolicy(2)).
 *
 * @param mode such as {@code MPOL_INTERLEAVE}
 * @param nodes list such as {@code 0-1}, null for none
 * @param flags such as {@code MPOL_F_STATIC_NODES}
 */
public record MemoryPolicy(String mode, @Nullable String nodes, List<String> flags) {
  public MemoryPolicy {
    flags = Absent.empty(flags);
  }
}
