package dev.jug.engine.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The traffic of one network interface, since it exists ({@code /proc/PID/net/dev},
 * proc_pid_net(5)).
 *
 * @param receivedBytes bytes received
 * @param receivedPackets packets received
 * @param receiveErrors packets that arrived broken
 * @param receiveDrops packets that were thrown away
 * @param sentBytes bytes sent
 * @param sentPackets packets sent
 * @param sendErrors packets that could not be sent
 * @param sendDrops packets that were thrown away
 */
public record NetworkUsage(
    long receivedBytes,
    long receivedPackets,
    long receiveErrors,
    long receiveDrops,
    long sentBytes,
    long sentPackets,
    long sendErrors,
    long sendDrops) {
  private static final int SENT = 8;

  /** By interface, as the process sees them; nothing if it has ended. */
  static Map<String, NetworkUsage> read(Path proc, int pid) {
    var all = new TreeMap<String, NetworkUsage>();
    try {
      for (var line : Files.readAllLines(proc.resolve(pid + "/net/dev"))) {
        var pair = line.split(":", 2);
        if (pair.length == 2 && !"lo".equals(pair[0].strip())) {
          all.put(pair[0].strip(), of(pair[1].strip().split("\\s+", -1)));
        }
      }
    } catch (IOException _) {
      // It ends at this moment: it has no network any more.
    }
    return all;
  }

  private static NetworkUsage of(String[] numbers) {
    return new NetworkUsage(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[SENT]),
        Long.parseLong(numbers[SENT + 1]),
        Long.parseLong(numbers[SENT + 2]),
        Long.parseLong(numbers[SENT + 3]));
  }
}
