package dev.jug.runtime.launch;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.net.InterfaceAddress;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.oci.runtime.NetDevice;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Network devices of the host that move into a container (config-linux.md, "Network Devices"), and
 * keep their permanent global addresses. They go back, or away, with the namespace.
 */
record NetworkDevices(Map<String, NetDevice> devices) {
  /** Moves them to the network namespace of a process, and brings them up there. */
  void move(int pid) {
    var kind = NamespaceKind.NETWORK;
    if (kind.identity("self").equals(kind.identity(Integer.toString(pid)))) {
      throw failed(": the container's network namespace is the host's", Optional.empty());
    }
    try (var host = RouteSocket.open();
        var namespace = kind.open(pid);
        var container = RouteSocket.in(namespace)) {
      devices.forEach((name, device) -> move(host, name, namespace, container, device));
    } catch (SysException e) {
      throw failed(": " + e.getMessage(), Optional.of(e.errno()));
    }
  }

  private static void move(
      RouteSocket host, String name, Fd namespace, RouteSocket container, NetDevice device) {
    var newName = Objects.requireNonNullElse(device.name(), "");
    newName = newName.isEmpty() ? name : newName;
    try {
      var outside = NetworkDevice.named(host, name);
      var addresses = outside.addresses();
      outside.move(namespace, newName);
      var inside = NetworkDevice.named(container, newName);
      addresses.stream()
          .filter(InterfaceAddress::isPermanent)
          .filter(InterfaceAddress::isGlobal)
          .forEach(inside::add);
      inside.up();
    } catch (SysException e) {
      throw failed("." + name + reason(e, newName), Optional.of(e.errno()));
    }
  }

  private static String reason(SysException e, String newName) {
    return switch (e.errno()) {
      case Errno.ENODEV -> ": there is no such device on the host";
      case Errno.EEXIST -> ": the container has a device called " + newName + " already";
      default -> ": " + e.getMessage();
    };
  }

  private static LaunchException failed(String reason, Optional<Errno> errno) {
    return new LaunchException(Kind.OTHER, errno, "linux.netDevices" + reason);
  }
}
