package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.HugepageLimit;
import java.util.regex.Pattern;

/**
 * Limits on huge pages of one size (admin-guide/cgroup-v1/hugetlb.rst). Pages that are reserved
 * without being used count apart since Linux 5.7; the same limit holds for them, or a process could
 * reserve what it must not use and die when it does.
 */
final class HugepageWrites {
  private static final String FIELD = "linux.resources.hugepageLimits: ";
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]*[KMG]B");

  private HugepageWrites() {}

  static void add(HugepageLimit limit, WriteList writes) {
    var size = limit.pageSize();
    if (!SIZE.matcher(size).matches()) {
      throw new InvalidSpecException(
          FIELD + "page size \"" + size + "\" is not a number with KB, MB or GB, such as 2MB");
    }
    var tail = writes.isUnified("hugetlb") ? "max" : "limit_in_bytes";
    var field = FIELD + size;
    var value = Long.toUnsignedString(limit.limit());
    writes.demand("hugetlb", "hugetlb." + size + "." + tail, field);
    writes.either("hugetlb", "hugetlb." + size + "." + tail, value, field);
    if (writes.has("hugetlb", "hugetlb." + size + ".rsvd." + tail)) {
      writes.either("hugetlb", "hugetlb." + size + ".rsvd." + tail, value, field);
    }
  }
}
