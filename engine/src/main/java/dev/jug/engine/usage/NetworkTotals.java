package dev.jug.engine.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What all network interfaces of a container have carried, but for loopback.
 *
 * @param receivedBytes bytes received
 * @param sentBytes bytes sent
 * @param receivedPackets packets received
 * @param sentPackets packets sent
 */
public record NetworkTotals(
    long receivedBytes, long sentBytes, long receivedPackets, long sentPackets) {
  private static final Path DEVICES = Path.of("/sys/class/net");

  /** As a process in it sees them; empty if it has ended. */
  public static Optional<NetworkTotals> ofProcess(int pid) {
    var proc = Path.of("/proc");
    if (!Files.isDirectory(proc.resolve(Integer.toString(pid)))) {
      return Optional.empty();
    }
    var all = NetworkUsage.read(proc, pid).values();
    return Optional.of(
        new NetworkTotals(
            all.stream().mapToLong(NetworkUsage::receivedBytes).sum(),
            all.stream().mapToLong(NetworkUsage::sentBytes).sum(),
            all.stream().mapToLong(NetworkUsage::receivedPackets).sum(),
            all.stream().mapToLong(NetworkUsage::sentPackets).sum()));
  }

  /**
   * As the other ends of their cables count, which lie on the host (sysfs-class-net-statistics):
   * what those receive, the container has sent. Empty if one of them is gone.
   */
  public static Optional<NetworkTotals> ofHostDevices(List<String> devices) {
    try {
      var sum = new NetworkTotals(0, 0, 0, 0);
      for (var device : devices) {
        sum =
            new NetworkTotals(
                sum.receivedBytes + number(device, "tx_bytes"),
                sum.sentBytes + number(device, "rx_bytes"),
                sum.receivedPackets + number(device, "tx_packets"),
                sum.sentPackets + number(device, "rx_packets"));
      }
      return Optional.of(sum);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static long number(String device, String name) throws IOException {
    return Long.parseLong(
        Files.readString(DEVICES.resolve(device).resolve("statistics").resolve(name)).strip());
  }
}
