package dev.jug.docker.container;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Queries;
import dev.jug.docker.json.Times;
import dev.jug.docker.stream.Output;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogReader;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;

/** {@code GET /containers/{id}/logs}. */
public record ContainerLogs(Context context) {
  /** Answers. */
  public void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    var container = context.container(request);
    var options = options(query);
    boolean raw = container.inspect().config().tty();
    response.header("Content-Type", Output.type(raw));
    var reading = Thread.currentThread();
    try (var reader = container.logs(options);
        var out = response.stream();
        var _ = request.watch(reading::interrupt)) {
      out.flush();
      copy(reader, new Output(out, raw), query.flag("timestamps"));
    }
  }

  private static LogOptions options(Queries query) {
    boolean stdout = query.flag("stdout");
    boolean stderr = query.flag("stderr");
    if (!stdout && !stderr) {
      throw new Invalid("Bad parameters: you must choose at least one stream", "");
    }
    return new LogOptions(
        Times.parse(query.text("since")),
        Times.parse(query.text("until")),
        tail(query.text("tail")),
        query.flag("follow"),
        stdout,
        stderr);
  }

  /** What is no number means all, as Docker has it. */
  private static long tail(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** Many lines go at once, but none waits for one that is not there yet. */
  private static void copy(LogReader reader, Output output, boolean timestamps) throws IOException {
    for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
      output.take(piece.get(), timestamps ? stamp(piece.get()) : "");
      if (!reader.hasReady()) {
        output.flush();
      }
    }
  }

  private static String stamp(LogPiece piece) {
    return piece.startsLine() ? Times.shown(piece.time()) + " " : "";
  }
}
