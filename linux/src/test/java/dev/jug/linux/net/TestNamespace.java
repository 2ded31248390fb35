package dev.jug.linux.net;

import dev.jug.linux.Fd;
import dev.jug.linux.ns.NetworkNamespace;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A network namespace of a test's own, with a socket for it. */
public record TestNamespace(Fd fd, RouteSocket socket) implements AutoCloseable {
  public static TestNamespace make() {
    var fd = NetworkNamespace.make();
    return new TestNamespace(fd, RouteSocket.in(fd));
  }

  public <T> T call(Supplier<T> action) {
    return NetworkNamespace.call(fd, action);
  }

  public NetworkDevice create(String name, LinkKind kind) {
    return NetworkDevice.create(socket, name, kind, LinkOptions.NONE);
  }

  /** A cable to another namespace, both ends up, each with an address. */
  public void connect(String name, TestNamespace other, String far, Ends ends) {
    var kind = new LinkKind.Veth(far, Optional.of(other.fd), LinkOptions.NONE);
    var near = NetworkDevice.create(socket, name, kind, LinkOptions.NONE.broughtUp());
    var there = NetworkDevice.named(other.socket, far);
    there.up();
    ends.near.forEach(near::add);
    ends.far.forEach(there::add);
  }

  /** Addresses of both ends of a cable. */
  public record Ends(List<InterfaceAddress> near, List<InterfaceAddress> far) {}

  public DeviceStatus status(String name) {
    return NetworkDevice.named(socket, name).status();
  }

  public List<String> names() {
    return NetworkDevice.all(socket).stream().map(DeviceStatus::name).toList();
  }

  public static InetAddress ip(String text) {
    return InetAddress.ofLiteral(text);
  }

  @Override
  public void close() {
    socket.close();
    fd.close();
  }
}
