package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.log.LogPiece;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the output of a container. */
@Command(name = "jug logs", description = "Show the output of a container.")
final class LogsCommand extends JugCommand {
  private static final int FULL = 64 * 1024;

  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private LogPiece.Stream stream = LogPiece.Stream.STDOUT;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the container ends.")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      description = "Only the last lines; default all.")
  String tail = "all";

  @Option(
      names = {"-t", "--timestamps"},
      description = "Show when each line was written.")
  boolean timestamps;

  @Option(names = "--since", description = "An instant (2026-01-31T12:00:00Z) or an age (10m).")
  @Nullable String since;

  @Option(names = "--until", description = "An instant or an age.")
  @Nullable String until;

  @Parameters(paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() {
    var options =
        new LogOptions(Moment.parse(since), Moment.parse(until), lines(), follow, true, true);
    try (var reader = engine().container(container).logs(options)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        collect(piece.get());
        if (!reader.hasReady()) {
          pass();
        }
      }
    }
    return 0;
  }

  /** Many lines go at once: each would be a frame to the front, and a write of its own. */
  private void collect(LogPiece piece) {
    if (piece.stream() != stream || collected.size() > FULL) {
      pass();
      stream = piece.stream();
    }
    if (timestamps && piece.startsLine()) {
      collected.writeBytes((piece.time() + " ").getBytes(StandardCharsets.UTF_8));
    }
    collected.write(piece.source(), piece.offset(), piece.length());
  }

  private void pass() {
    if (collected.size() > 0) {
      front().pass(stream == LogPiece.Stream.STDERR, collected.toByteArray());
      collected.reset();
    }
  }

  private long lines() {
    if ("all".equals(tail)) {
      return -1;
    }
    try {
      return Long.parseLong(tail);
    } catch (NumberFormatException e) {
      throw new Invalid("invalid number of lines: '" + tail + "'", "");
    }
  }
}
