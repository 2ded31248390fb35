package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.Rdma;
import org.jspecify.annotations.Nullable;

/** Limits on RDMA devices, in the same file in both versions (admin-guide/cgroup-v1/rdma.rst). */
final class RdmaWrites {
  private static final String FIELD = "linux.resources.rdma.";
  private static final Range NUMBER = Range.of(0, Integer.MAX_VALUE);

  private RdmaWrites() {}

  static void add(String device, Rdma limit, WriteList writes) {
    var field = FIELD + device;
    if (device.isBlank() || device.contains(" ")) {
      throw new InvalidSpecException(field + ": \"" + device + "\" is not the name of a device");
    }
    var line =
        part("hca_handle", limit.hcaHandles(), field + ".hcaHandles")
            + part("hca_object", limit.hcaObjects(), field + ".hcaObjects");
    if (!line.isEmpty()) {
      writes.either("rdma", "rdma.max", device + line, field);
    }
  }

  private static String part(String key, @Nullable Long limit, String field) {
    var value = NUMBER.check(field, limit);
    return value == null ? "" : " " + key + "=" + value;
  }
}
