package dev.jug.engine.event;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The event bus. Thread-safe. A listener is called on the thread that made the event and must be
 * quick; one that may wait puts events in a queue of its own.
 */
public final class Events {
  private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

  /** Ends a subscription when closed. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Calls {@code listener} for each event from now on. */
  public Subscription subscribe(Consumer<Event> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Tells everyone. */
  public void publish(Event event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
