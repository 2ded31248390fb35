package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Intel's resource director (config-linux.md, "IntelRdt"; the kernel's resctrl file system).
 *
 * @param closID name of the class of service, null for one named after the container
 * @param schemata lines for the group's schemata file
 * @param l3CacheSchema line for the L3 cache, null for none
 * @param memBwSchema line for memory bandwidth, beginning with {@code MB:}, null for none
 * @param enableMonitoring whether the container gets a monitoring group of its own
 */
public record IntelRdt(
    @Nullable String closID,
    List<String> schemata,
    @Nullable String l3CacheSchema,
    @Nullable String memBwSchema,
    boolean enableMonitoring) {
  public IntelRdt {
    schemata = Absent.empty(schemata);
  }
}
