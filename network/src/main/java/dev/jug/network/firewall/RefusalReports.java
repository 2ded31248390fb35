package dev.jug.network.firewall;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells one listener of refused packets, from when there are rules that refuse. Thread-safe. */
public final class RefusalReports implements AutoCloseable {
  private final int group;
  private volatile Consumer<Refusal> listener = _ -> {};
  private @Nullable RefusalWatch watch;

  /**
   * Of one engine's rules.
   *
   * @param name of the rules
   */
  public RefusalReports(String name) {
    this.group = RefusalWatch.group(name);
  }

  /** Begins to listen to the kernel, unless it has begun. */
  public synchronized void begin() {
    if (watch == null) {
      watch = RefusalWatch.open(group, refusal -> listener.accept(refusal)).orElse(null);
    }
  }

  /** Who hears of them from now on. */
  public void tell(Consumer<Refusal> hears) {
    listener = hears;
  }

  /** Stops listening; it may begin again. */
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.close();
      watch = null;
    }
  }
}
