package dev.jug.oci.runtime;

import java.util.List;
import java.util.regex.Pattern;

/** What limits must say (config-linux.md, "Control groups"); their ranges depend on the machine. */
final class ResourcesCheck {
  private static final String FIELD = "linux.resources";
  private static final Pattern PAGE_SIZE = Pattern.compile("[1-9][0-9]*[KMG]B");
  private static final long LAST_32 = (1L << 32) - 1;

  private ResourcesCheck() {}

  static void check(Resources resources) {
    for (int i = 0; i < resources.hugepageLimits().size(); i++) {
      var size = resources.hugepageLimits().get(i).pageSize();
      var field = FIELD + ".hugepageLimits[" + i + "].pageSize";
      Check.text(size, field);
      Check.that(
          PAGE_SIZE.matcher(size).matches(), field, "\"" + size + "\" is not a size such as 2MB");
    }
    var network = resources.network();
    if (network != null) {
      Check.range(network.classID(), 0, LAST_32, FIELD + ".network.classID");
      for (int i = 0; i < network.priorities().size(); i++) {
        var field = FIELD + ".network.priorities[" + i + "]";
        Check.text(network.priorities().get(i).name(), field + ".name");
        Check.range(network.priorities().get(i).priority(), 0, LAST_32, field + ".priority");
      }
    }
    resources
        .rdma()
        .forEach((device, limits) -> {
          Check.range(limits.hcaHandles(), 0, LAST_32, FIELD + ".rdma." + device + ".hcaHandles");
          Check.range(limits.hcaObjects(), 0, LAST_32, FIELD + ".rdma." + device + ".hcaObjects");
        });
    if (resources.blockIO() != null) {
      devices(resources.blockIO());
    }
  }

  private static void devices(BlockIO blocks) {
    var field = FIELD + ".blockIO.";
    throttles(blocks.throttleReadBpsDevice(), field + "throttleReadBpsDevice");
    throttles(blocks.throttleWriteBpsDevice(), field + "throttleWriteBpsDevice");
    throttles(blocks.throttleReadIOPSDevice(), field + "throttleReadIOPSDevice");
    throttles(blocks.throttleWriteIOPSDevice(), field + "throttleWriteIOPSDevice");
  }

  private static void throttles(List<BlockIO.Throttle> throttles, String field) {
    for (int i = 0; i < throttles.size(); i++) {
      Check.range(throttles.get(i).major(), 0, LAST_32, field + "[" + i + "].major");
      Check.range(throttles.get(i).minor(), 0, LAST_32, field + "[" + i + "].minor");
    }
  }
}
