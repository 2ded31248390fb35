package dev.jug.ocicli.command;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.cgroup.OomWatch;
import dev.jug.runtime.lifecycle.LifecycleException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what a container uses, and when memory runs out, until it ends. */
@Command(
    name = "jug-runtime events",
    description = "Prints what a container uses, and when memory runs out.")
final class EventsCommand extends OneContainer {
  private static final Pattern INTERVAL = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  @Option(names = "--interval", paramLabel = "TIME", description = "How often, such as 5s.")
  String interval = "5s";

  @Option(names = "--stats", description = "Print it once.")
  boolean once;

  @Override
  int run() {
    if (once) {
      front().printLine(EventJson.statistics(id, lifecycle().statistics(id)));
      return 0;
    }
    var pause = pause();
    try (var watch = lifecycle().watchMemory(id)) {
      Thread.startVirtualThread(() -> report(watch));
      while (true) {
        Thread.sleep(pause);
        front().printLine(EventJson.statistics(id, lifecycle().statistics(id)));
      }
    } catch (LifecycleException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new CancellationException("the front went away");
    }
  }

  private void report(OomWatch watch) {
    while (watch.awaitKills() > 0) {
      front().printLine(EventJson.outOfMemory(id));
    }
  }

  private Duration pause() {
    var match = INTERVAL.matcher(interval);
    if (!match.matches() || Long.parseLong(match.group(1)) == 0) {
      throw new InvalidSpecException(
          "--interval: \"" + interval + "\" is not a duration such as 5s or 500ms");
    }
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
