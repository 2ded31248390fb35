package dev.jug.app.kubernetes;

import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import dev.jug.linux.ns.PinnedNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Sockets as programs of pods have them; busybox has no program for datagrams.
 *
 * @param directory where the engine has the namespaces of pod sandboxes
 */
record PodNetworks(Path directory) {
  /** A socket in the pod with an address; port 0 is any. */
  DatagramChannel socket(String address, int port) throws IOException {
    try (var pods = Files.newDirectoryStream(directory)) {
      for (var pod : pods) {
        var namespace = pod.resolve("net");
        if (inside(namespace, () -> has(address))) {
          return inside(namespace, () -> bound(port));
        }
      }
    }
    throw new AssertionError("no pod has the address " + address);
  }

  private static <T> T inside(Path namespace, Supplier<T> action) {
    try (var opened = PinnedNamespace.open(namespace)) {
      return NamespaceThread.call(opened, NamespaceKind.NETWORK, action);
    }
  }

  private static boolean has(String address) {
    try {
      var device = NetworkInterface.getByName("eth0");
      return device.inetAddresses().anyMatch(one -> one.getHostAddress().equals(address));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatagramChannel bound(int port) {
    try {
      return DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
