package dev.jug.network;

import dev.jug.linux.net.DeviceStatus;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.RouteSocket;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the host pass packets on while there is a bridge (ip-sysctl, {@code ip_forward}), and puts
 * that back as it was: what it was is written down first, where an engine after this one finds it.
 * Thread-safe.
 */
final class Forwarding {
  private static final Path NET = Path.of("/proc/sys/net");
  private static final Path IPV4 = NET.resolve("ipv4/ip_forward");
  private static final Path IPV6 = NET.resolve("ipv6/conf/all/forwarding");
  private static final String ON = "1";
  private static final String DEVICES = "devices";

  private final Path directory;
  private final Set<String> bridges = new HashSet<>();

  /**
   * A switch.
   *
   * @param directory where to write down what was; it must not outlive the machine's restart
   */
  Forwarding(Path directory) {
    this.directory = directory;
  }

  /** Settings of a bridge itself, before it is up; they go with it. */
  void prepare(String bridge, boolean ipv6) {
    try {
      // Packets from the host's loopback may leave it, to reach a published port.
      write(NET.resolve("ipv4/conf").resolve(bridge).resolve("route_localnet"), ON);
      var six = NET.resolve("ipv6/conf").resolve(bridge);
      if (Files.exists(six)) {
        write(six.resolve("accept_ra"), "0");
        write(six.resolve("disable_ipv6"), ipv6 ? "0" : ON);
      }
    } catch (IOException e) {
      throw failed("prepare bridge " + bridge, e);
    }
  }

  /**
   * A bridge is there.
   *
   * @return the devices that packets must not pass between, since they did not before
   */
  synchronized List<String> turnOn(boolean ipv6, String bridge) {
    try {
      turnOn(IPV4, "ip_forward");
      if (ipv6) {
        turnOn(IPV6, "forwarding6");
      }
      bridges.add(bridge);
      var noted = directory.resolve(DEVICES);
      return Files.exists(noted) ? Files.readAllLines(noted) : List.of();
    } catch (IOException e) {
      throw failed("make this host forward packets", e);
    }
  }

  private void turnOn(Path setting, String name) throws IOException {
    var value = Files.readString(setting).strip();
    if (!value.equals(ON)) {
      Files.createDirectories(directory);
      Files.write(directory.resolve(DEVICES), devices());
      Files.writeString(directory.resolve(name), value);
      write(setting, ON);
    }
  }

  /** All but the bridges, which come and go with who needs them, and the loopback. */
  private List<String> devices() {
    try (var socket = RouteSocket.open()) {
      return NetworkDevice.all(socket).stream()
          .filter(device -> !device.kind().equals("bridge") && !device.name().equals("lo"))
          .map(DeviceStatus::name)
          .toList();
    }
  }

  /** A bridge is gone; with the last one everything is as it was. */
  synchronized void turnOff(String bridge) {
    bridges.remove(bridge);
    if (bridges.isEmpty()) {
      restore();
    }
  }

  /** Puts back what an engine changed that could not do it itself. */
  synchronized void restore() {
    restore(IPV4, "ip_forward");
    restore(IPV6, "forwarding6");
    try {
      Files.deleteIfExists(directory.resolve(DEVICES));
    } catch (IOException e) {
      throw failed("forget which devices were apart", e);
    }
  }

  private void restore(Path setting, String name) {
    var noted = directory.resolve(name);
    try {
      if (Files.exists(noted)) {
        write(setting, Files.readString(noted));
        Files.delete(noted);
      }
    } catch (IOException e) {
      throw failed("put back " + setting, e);
    }
  }

  /** Such files are not truncated, and take one write. */
  private static void write(Path setting, String value) throws IOException {
    try (var out = FileChannel.open(setting, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap(value.getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static NetworkException failed(String intent, IOException why) {
    return new NetworkException(
        Kind.FAILED,
        "cannot " + intent + ": " + why.getMessage(),
        "Containers without a network (--network none) still start.",
        why);
  }
}
