package dev.jug.cli.image;

import dev.jug.cli.image.BlobState.Direction;
import dev.jug.door.Front;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a transfer is: on a terminal a line for each blob that moves, elsewhere a line for
 * each step. Thread-safe.
 */
final class TransferDisplay implements Progress, AutoCloseable {
  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);

  private final Direction direction;
  private final Consumer<String> out;
  private final boolean terminal;
  private final InstantSource clock;
  private final Map<Digest, BlobState> blobs = new LinkedHashMap<>();
  private final Map<Digest, Instant> begun = new LinkedHashMap<>();
  private int drawn;
  private @Nullable Instant last;

  /**
   * A display.
   *
   * @param direction whether blobs come or go
   * @param out takes text
   * @param terminal whether the cursor can be moved there
   */
  TransferDisplay(
      Direction direction, Consumer<String> out, boolean terminal, InstantSource clock) {
    this.direction = direction;
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** The display for a front; silent if it asked for that. */
  static TransferDisplay of(Direction direction, Front front, boolean quiet) {
    return new TransferDisplay(
        direction, quiet ? _ -> {} : front::print, front.isTerminal(1), InstantSource.system());
  }

  @Override
  public synchronized void update(Digest blob, Phase phase, long done, long size) {
    var before = blobs.get(blob);
    boolean changed = before == null || before.phase() != phase;
    if (changed) {
      begun.put(blob, clock.instant());
    }
    var state = new BlobState(direction, blob, phase, done, size, speed(blob, done));
    blobs.put(blob, state);
    if (terminal) {
      drawSometimes(changed);
    } else if (changed && phase != Phase.WAITING) {
      out.accept(state.still() + "\n");
    }
  }

  private long speed(Digest blob, long done) {
    var since = Duration.between(begun.getOrDefault(blob, Instant.EPOCH), clock.instant());
    return since.compareTo(Duration.ofSeconds(1)) < 0 ? 0 : done * 1000 / since.toMillis();
  }

  private void drawSometimes(boolean now) {
    var instant = clock.instant();
    // The clock may have been set back: that is no reason not to draw.
    if (now
        || last == null
        || Duration.between(last, instant).abs().compareTo(BETWEEN_DRAWINGS) >= 0) {
      draw();
      last = instant;
    }
  }

  private void draw() {
    var text = new StringBuilder();
    if (drawn > 0) {
      text.append("\033[").append(drawn).append('A');
    }
    for (var state : blobs.values()) {
      text.append("\r\033[K").append(state.moving()).append("\n");
    }
    drawn = blobs.size();
    out.accept(text.toString());
  }

  /** Leaves the last state on the screen. */
  @Override
  public synchronized void close() {
    if (terminal && !blobs.isEmpty()) {
      draw();
    }
  }
}
