package dev.jug.docker.image;

import dev.jug.docker.stream.Messages;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Digest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells a client how far the layers of an image are, each not more often than it can be read. */
final class TransferMessages implements Progress {
  private static final long PAUSE_NANOS = 100_000_000;

  /** What the words say that clients show. */
  enum Direction {
    PULL,
    PUSH
  }

  private final Messages messages;
  private final Direction direction;
  private final Map<Digest, Last> last = new HashMap<>();

  /** What was told of a blob, and when, as {@link System#nanoTime} counts. */
  private record Last(Phase phase, long nanos) {}

  TransferMessages(Messages messages, Direction direction) {
    this.messages = messages;
    this.direction = direction;
  }

  @Override
  public synchronized void update(Digest blob, Phase phase, long done, long size) {
    var before = last.get(blob);
    long now = System.nanoTime();
    if (before != null && before.phase() == phase && now - before.nanos() < PAUSE_NANOS) {
      return;
    }
    last.put(blob, new Last(phase, now));
    var message = new LinkedHashMap<String, Object>();
    message.put("status", word(phase));
    message.put("progressDetail", detail(phase, done, size));
    message.put("id", blob.shortened());
    messages.send(message);
  }

  private static Map<String, Long> detail(Phase phase, long done, long size) {
    return switch (phase) {
      case DOWNLOADING, UNPACKING, UPLOADING ->
          size > 0 ? Map.of("current", done, "total", size) : Map.of("current", done);
      case WAITING, EXISTS, RETRYING, MOUNTED, DONE -> Map.of();
    };
  }

  private String word(Phase phase) {
    boolean push = direction == Direction.PUSH;
    return switch (phase) {
      case WAITING -> push ? "Waiting" : "Pulling fs layer";
      case EXISTS -> push ? "Layer already exists" : "Already exists";
      case DOWNLOADING -> "Downloading";
      case RETRYING -> "Retrying";
      case UNPACKING -> "Extracting";
      case UPLOADING -> "Pushing";
      case MOUNTED -> "Mounted from another repository";
      case DONE -> push ? "Pushed" : "Pull complete";
    };
  }
}
