package dev.jug.cli.image;

import dev.jug.door.Front;
import dev.jug.door.text.Size;
import dev.jug.engine.apt.AptState;
import dev.jug.engine.apt.AptState.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far an image of packages is: on a terminal one line that is drawn anew, elsewhere a
 * line for each step. Not thread-safe.
 */
final class PackageDisplay implements Consumer<AptState>, AutoCloseable {
  private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);

  private final Consumer<String> out;
  private final boolean terminal;
  private final InstantSource clock;
  private @Nullable AptState state;
  private Instant drawn = Instant.EPOCH;

  /**
   * A display.
   *
   * @param out takes text
   * @param terminal whether the cursor can be moved there
   */
  PackageDisplay(Consumer<String> out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
  }

  /** The display for a front; silent if it asked for that. */
  static PackageDisplay of(Front front, boolean quiet) {
    return new PackageDisplay(
        quiet ? _ -> {} : front::print, front.isTerminal(1), InstantSource.system());
  }

  @Override
  public void accept(AptState next) {
    boolean changed = state == null || state.step() != next.step();
    state = next;
    if (!terminal) {
      if (changed) {
        out.accept(word(next.step()) + "\n");
      }
      return;
    }
    var now = clock.instant();
    // The clock may have been set back: that is no reason not to draw.
    var since = Duration.between(drawn, now).abs();
    if (changed || since.compareTo(BETWEEN_DRAWINGS) >= 0) {
      out.accept("\r\033[K" + line(next));
      drawn = now;
    }
  }

  private static String line(AptState state) {
    return switch (state.step()) {
      case LOOKING, LISTS, UNPACKING, PACKING -> word(state.step());
      case DOWNLOADING ->
          word(state.step())
              + (" " + Size.brief(state.bytes()) + "/" + Size.brief(state.size()))
              + (", " + state.packages() + " packages");
      case INSTALLING -> word(state.step()) + " " + state.done() + "/" + state.packages();
    };
  }

  private static String word(Step step) {
    return switch (step) {
      case LOOKING -> "Looking for the suite";
      case LISTS -> "Downloading package lists";
      case DOWNLOADING -> "Downloading packages";
      case UNPACKING -> "Unpacking packages";
      case INSTALLING -> "Installing packages";
      case PACKING -> "Packing the layer";
    };
  }

  /** Takes the line away, which says nothing that still holds. */
  @Override
  public void close() {
    if (terminal && state != null) {
      out.accept("\r\033[K");
      state = null;
    }
  }
}
