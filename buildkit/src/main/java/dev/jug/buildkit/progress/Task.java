package dev.jug.buildkit.progress;

import dev.jug.buildkit.message.StatusResponse;
import dev.jug.buildkit.message.Vertex;
import dev.jug.buildkit.message.VertexStatus;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One thing that a build does, from its begin to its end. Thread-safe. */
public final class Task {
  private final StatusLog log;
  private final String digest;
  private final String name;
  private final Instant started = Instant.now();
  private final Map<String, Instant> parts = new ConcurrentHashMap<>();

  Task(StatusLog log, String digest, String name) {
    this.log = log;
    this.digest = digest;
    this.name = name;
    tell(false, null, "");
  }

  private void tell(boolean cached, @Nullable Instant completed, String error) {
    log.tell(StatusResponse.of(new Vertex(digest, name, cached, started, completed, error)));
  }

  /** It is done. */
  public void done() {
    tell(false, Instant.now(), "");
  }

  /** It was done already. */
  public void cached() {
    tell(true, Instant.now(), "");
  }

  /** It failed. */
  public void failed(String why) {
    tell(false, Instant.now(), why);
  }

  /** Something was printed. */
  public void print(byte[] bytes) {
    log.tell(StatusResponse.log(digest, Instant.now(), bytes));
  }

  /** Something may not be what was meant. */
  public void warn(String text) {
    log.tell(StatusResponse.warning(digest, text));
  }

  /**
   * A part of it is this far.
   *
   * @param part what people call it
   * @param total bytes; 0 if nobody knows
   */
  public void part(String part, long current, long total, boolean over) {
    var now = Instant.now();
    var begun = parts.computeIfAbsent(part, _ -> now);
    log.tell(
        StatusResponse.of(
            new VertexStatus(part, digest, current, total, now, begun, over ? now : null)));
  }

  /** A part of it is over. */
  public void part(String part) {
    part(part, 0, 0, true);
  }
}
