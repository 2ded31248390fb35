package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.Network;

/**
 * Class and priorities of network traffic (admin-guide/cgroup-v1/net_cls.rst, net_prio.rst).
 * Version 2 has neither: there a filter program matches the group.
 */
final class NetworkWrites {
  private static final String FIELD = "linux.resources.network.";
  private static final Range NUMBER = Range.of(0, 0xffff_ffffL);
  private static final Range CLASS = Range.of(1, 0xffff_ffffL);

  private NetworkWrites() {}

  static void add(Network network, WriteList writes) {
    var traffic = CLASS.check(FIELD + "classID", network.classID());
    writes.legacy("net_cls", "net_cls.classid", traffic, FIELD + "classID");
    for (var priority : network.priorities()) {
      if (priority.name().isBlank() || priority.name().contains(" ")) {
        throw new InvalidSpecException(
            FIELD + "priorities: \"" + priority.name() + "\" is not the name of an interface");
      }
      NUMBER.check(FIELD + "priorities." + priority.name(), priority.priority());
      var line = priority.name() + " " + priority.priority();
      writes.legacy("net_prio", "net_prio.ifpriomap", line, FIELD + "priorities");
    }
  }
}
