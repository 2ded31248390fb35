package dev.jug.cli.command;

import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.egress.Egress;
import dev.jug.network.shaping.Shaping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast a container is on its networks, and what it may reach. */
final class TrafficFlags {
  @Option(
      names = "--net-in",
      paramLabel = "RATE",
      description = "RATE[:burst=SIZE], such as 10mbit: what comes into it on each network; none.")
  @Nullable String in;

  @Option(
      names = "--net-out",
      paramLabel = "RATE",
      description = "The same for what goes out of it.")
  @Nullable String out;

  @Option(
      names = "--net-limit",
      paramLabel = "PACKETS",
      description = "How many packets a second it may send on each network: 500, 10k, none.")
  @Nullable String limit;

  @Option(
      names = "--egress",
      paramLabel = "WHAT",
      description =
          "What it may reach, nothing else: none, lan, internet, all, CIDR[:PORTS], NAME[:PORT].")
  List<String> egress = new ArrayList<>();

  boolean isSaid() {
    return in != null || out != null || limit != null || !egress.isEmpty();
  }

  /** As options of endpoints; refuses what makes no sense. */
  Map<String, String> options() {
    var options = new HashMap<String, String>();
    if (in != null) {
      options.put(Shaping.IN, in);
    }
    if (out != null) {
      options.put(Shaping.OUT, out);
    }
    if (limit != null) {
      options.put(Shaping.LIMIT, limit);
    }
    if (!egress.isEmpty()) {
      options.put(Egress.OPTION, String.join(" ", egress));
    }
    NetworkFailure.translated(() -> Shaping.of(options));
    NetworkFailure.translated(() -> Shaping.limit(options));
    NetworkFailure.translated(() -> Egress.of(options));
    return options;
  }
}
