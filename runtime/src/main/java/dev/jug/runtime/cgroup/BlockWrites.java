package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.BlockIO.Throttle;
import dev.jug.oci.runtime.InvalidSpecException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits on block devices (admin-guide/cgroup-v1/blkio-controller.rst, "IO" in
 * admin-guide/cgroup-v2.rst). Weights belong to a scheduler: BFQ has files of its own in both
 * versions, the one before it is gone from version 1 since Linux 5.0, iocost has {@code io.weight}.
 */
final class BlockWrites {
  private static final String FIELD = "linux.resources.blockIO.";
  private static final Range WEIGHT = Range.of(10, 1000);

  private final WriteList writes;

  private BlockWrites(WriteList writes) {
    this.writes = writes;
  }

  static void add(BlockIO limits, WriteList writes) {
    var all = new BlockWrites(writes);
    all.weights(limits);
    if (writes.isUnified("io")) {
      all.rates(limits);
    } else {
      all.legacyRates(limits);
    }
  }

  private void weights(BlockIO limits) {
    weight("", limits.weight(), "weight");
    leafWeight("blkio.leaf_weight", "", limits.leafWeight(), "leafWeight");
    for (var device : limits.weightDevice()) {
      var name = name(device.major(), device.minor()) + " ";
      weight(name, device.weight(), "weightDevice");
      leafWeight("blkio.leaf_weight_device", name, device.leafWeight(), "weightDevice.leafWeight");
    }
  }

  private void weight(String device, @Nullable Integer weight, String field) {
    var value = checked(FIELD + field, weight);
    if (value == null) {
      return;
    }
    if (!writes.isUnified("io")) {
      writes.legacy("blkio", legacyFile(device, FIELD + field), device + value, FIELD + field);
    } else if (writes.has("io", "io.bfq.weight")) {
      writes.unified("io.bfq.weight", device + value, FIELD + field);
    } else {
      writes.demand("io", "io.weight", FIELD + field);
      writes.unified("io.weight", device + IoWeight.of(value), FIELD + field);
    }
  }

  private String legacyFile(String device, String field) {
    var tail = device.isEmpty() ? "weight" : "weight_device";
    if (writes.has("blkio", "blkio." + tail)) {
      return "blkio." + tail;
    }
    writes.demand("blkio", "blkio.bfq." + tail, field);
    return "blkio.bfq." + tail;
  }

  private void leafWeight(String file, String device, @Nullable Integer weight, String field) {
    var value = checked(FIELD + field, weight);
    if (value == null) {
      return;
    }
    if (writes.isUnified("io")) {
      throw new InvalidSpecException(
          FIELD + field + ": cgroup version 2 has no leaf weight, so leave it out");
    }
    writes.demand("blkio", file, FIELD + field);
    writes.legacy("blkio", file, device + value, FIELD + field);
  }

  private static @Nullable Long checked(String field, @Nullable Integer weight) {
    return WEIGHT.check(field, weight == null ? null : Long.valueOf(weight));
  }

  private void legacyRates(BlockIO limits) {
    legacyRates("read_bps", limits.throttleReadBpsDevice(), "throttleReadBpsDevice");
    legacyRates("write_bps", limits.throttleWriteBpsDevice(), "throttleWriteBpsDevice");
    legacyRates("read_iops", limits.throttleReadIOPSDevice(), "throttleReadIOPSDevice");
    legacyRates("write_iops", limits.throttleWriteIOPSDevice(), "throttleWriteIOPSDevice");
  }

  private void legacyRates(String what, List<Throttle> limits, String field) {
    for (var limit : limits) {
      var line = name(limit.major(), limit.minor()) + " " + Long.toUnsignedString(limit.rate());
      writes.legacy("blkio", "blkio.throttle." + what + "_device", line, FIELD + field);
    }
  }

  private void rates(BlockIO limits) {
    rates("rbps", limits.throttleReadBpsDevice(), "throttleReadBpsDevice");
    rates("wbps", limits.throttleWriteBpsDevice(), "throttleWriteBpsDevice");
    rates("riops", limits.throttleReadIOPSDevice(), "throttleReadIOPSDevice");
    rates("wiops", limits.throttleWriteIOPSDevice(), "throttleWriteIOPSDevice");
  }

  /** Zero removes a limit in version 1; version 2 has a word for that. */
  private void rates(String key, List<Throttle> limits, String field) {
    for (var limit : limits) {
      var rate = limit.rate() == 0 ? "max" : Long.toUnsignedString(limit.rate());
      var line = name(limit.major(), limit.minor()) + " " + key + "=" + rate;
      writes.unified("io.max", line, FIELD + field);
    }
  }

  private static String name(long major, long minor) {
    return major + ":" + minor;
  }
}
