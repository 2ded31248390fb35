package dev.jug.engine.lab;

import dev.jug.linux.Fd;
import dev.jug.linux.net.DeviceStatus;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.ns.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A network namespace that only this engine holds: what is in it goes when it is closed, or when
 * the engine dies.
 *
 * @param name what it is called here; the kernel has no names for namespaces
 */
record Station(String name, Fd namespace, RouteSocket socket) implements AutoCloseable {
  static Station make(String name) {
    var namespace = NetworkNamespace.make();
    try {
      return new Station(name, namespace, RouteSocket.in(namespace));
    } catch (RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  /** Which one it is, such as {@code net:[4026532318]}. */
  String identity() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/fd/" + namespace.number())).toString();
  }

  NetworkDevice device(String device) {
    return NetworkDevice.named(socket, device);
  }

  List<DeviceStatus> devices() {
    return NetworkDevice.all(socket);
  }

  @Override
  public void close() {
    socket.close();
    namespace.close();
  }
}
