package dev.jug.streaming.session;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sizes that a client's terminal takes on. Thread-safe. */
public final class Resizes {
  private @Nullable TerminalSize last;
  private @Nullable Consumer<TerminalSize> listener;

  /**
   * Hears of each size from now on, and at once of the last one before. Must not block for long.
   */
  public synchronized void listen(Consumer<TerminalSize> heard) {
    listener = heard;
    if (last != null) {
      heard.accept(last);
    }
  }

  /** The terminal has a size. */
  public synchronized void tell(TerminalSize size) {
    last = size;
    if (listener != null) {
      listener.accept(size);
    }
  }
}
