package dev.jug.cli.command;

import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.shaping.Shaping;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast a container is on its networks. */
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

  boolean isSaid() {
    return in != null || out != null;
  }

  /** As options of endpoints; refuses what is no rate. */
  Map<String, String> options() {
    var options = new HashMap<String, String>();
    if (in != null) {
      options.put(Shaping.IN, in);
    }
    if (out != null) {
      options.put(Shaping.OUT, out);
    }
    NetworkFailure.translated(() -> Shaping.of(options));
    return options;
  }
}
