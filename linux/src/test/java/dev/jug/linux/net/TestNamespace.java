package dev.jug.linux.net;

import dev.jug.linux.Fd;
import dev.jug.linux.ns.NetworkNamespace;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;

/** A network namespace of a test's own, with a socket for it. */
record TestNamespace(Fd fd, RouteSocket socket) implements AutoCloseable {
  static TestNamespace make() {
    var fd = NetworkNamespace.make();
    return new TestNamespace(fd, RouteSocket.in(fd));
  }

  <T> T call(Supplier<T> action) {
    return NetworkNamespace.call(fd, action);
  }

  NetworkDevice create(String name, LinkKind kind) {
    return NetworkDevice.create(socket, name, kind, LinkOptions.NONE);
  }

  DeviceStatus status(String name) {
    return NetworkDevice.named(socket, name).status();
  }

  List<String> names() {
    return NetworkDevice.all(socket).stream().map(DeviceStatus::name).toList();
  }

  static InetAddress ip(String text) {
    return InetAddress.ofLiteral(text);
  }

  @Override
  public void close() {
    socket.close();
    fd.close();
  }
}
