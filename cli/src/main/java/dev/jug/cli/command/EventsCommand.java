package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.EventFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what happens. */
@Command(name = "jug events", description = "Show what happens, as it happens.")
final class EventsCommand extends JugCommand {
  private static final Duration FOR_EVER = Duration.ofDays(365_000);

  @Option(names = "--since", description = "Begin then: an instant or an age (10m).")
  @Nullable String since;

  @Option(names = "--until", description = "End then: an instant or an age.")
  @Nullable String until;

  @Option(
      names = {"-f", "--filter"},
      description = "type=, event=, container=, image=, network=, volume=, label=NAME[=VALUE].")
  List<String> filters = new ArrayList<>();

  @Option(names = "--format", description = "json, or a template such as {{.Action}}.")
  String format = "";

  @Override
  public int run() {
    var filter = EventFilter.parse(filters);
    var begin = Objects.requireNonNullElse(Moment.parse(since), Instant.MAX);
    var end = Moment.parse(until);
    var line = new EventLine(format);
    var queue = new LinkedBlockingQueue<Event>();
    try (var _ = engine().events().subscribe(begin, queue::add)) {
      for (var event = next(queue, end); event != null; event = next(queue, end)) {
        if (end != null && event.time().isAfter(end)) {
          return 0;
        }
        if (filter.test(event)) {
          front().printLine(line.text(event));
        }
      }
    }
    return 0;
  }

  /** Null when the time is up, or whoever listened has gone. */
  private static @Nullable Event next(BlockingQueue<Event> queue, @Nullable Instant end) {
    var left = end == null ? FOR_EVER : Duration.between(Instant.now(), end);
    try {
      return queue.poll(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
