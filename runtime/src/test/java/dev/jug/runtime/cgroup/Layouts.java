package dev.jug.runtime.cgroup;

import dev.jug.linux.fs.MountTable;
import java.util.List;
import java.util.Set;

/** Machines as their mountinfo shows them. */
final class Layouts {
  static final Set<String> KNOWN =
      Set.of(
          "cpuset",
          "cpu",
          "cpuacct",
          "blkio",
          "memory",
          "devices",
          "freezer",
          "net_cls",
          "perf_event",
          "net_prio",
          "hugetlb",
          "pids",
          "rdma");

  /** Version 1 alone, two controllers in one hierarchy, as systemd mounted it. */
  static final CgroupLayout LEGACY =
      parse(
          """
          25 30 0:22 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:9 - tmpfs tmpfs ro,mode=755
          26 25 0:23 / /sys/fs/cgroup/systemd rw,nosuid shared:10 - cgroup cgroup rw,xattr,release_agent=/lib/systemd/systemd-cgroups-agent,name=systemd
          29 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:13 - cgroup cgroup rw,cpu,cpuacct
          31 25 0:28 / /sys/fs/cgroup/cpuset rw,nosuid shared:14 - cgroup cgroup rw,cpuset,clone_children
          32 25 0:29 / /sys/fs/cgroup/memory rw,nosuid shared:15 - cgroup cgroup rw,seclabel,memory
          33 25 0:30 / /sys/fs/cgroup/devices rw,nosuid shared:16 - cgroup cgroup rw,devices
          34 25 0:31 / /sys/fs/cgroup/pids rw,nosuid shared:17 - cgroup cgroup rw,pids
          """);

  /** Version 1 has the controllers, version 2 has none of them. */
  static final CgroupLayout HYBRID =
      parse(
          """
          31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
          32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
          35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
          36 31 0:33 / /sys/fs/cgroup/devices rw,relatime - cgroup cgroup rw,devices
          41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
          """);

  static final CgroupLayout UNIFIED =
      parse(
          "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate",
          "cpuset",
          "cpu",
          "io",
          "memory",
          "hugetlb",
          "pids",
          "rdma");

  /** Version 1 with the controllers that few machines mount. */
  static final CgroupLayout RARE =
      parse(
          """
          40 25 0:40 / /sys/fs/cgroup/blkio rw,nosuid shared:20 - cgroup cgroup rw,blkio
          41 25 0:41 / /sys/fs/cgroup/hugetlb rw,nosuid shared:21 - cgroup cgroup rw,hugetlb
          42 25 0:42 / /sys/fs/cgroup/net_cls,net_prio rw shared:22 - cgroup cgroup rw,net_cls,net_prio
          43 25 0:43 / /sys/fs/cgroup/rdma rw,nosuid shared:23 - cgroup cgroup rw,rdma
          """);

  private Layouts() {}

  static CgroupLayout parse(String mountinfo, String... unified) {
    var mounts = MountTable.parse(mountinfo.lines().toList());
    return CgroupLayout.of(mounts, KNOWN, _ -> List.of(unified));
  }
}
