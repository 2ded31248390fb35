package dev.jug.engine.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The event bus; it remembers the last 256 events. Thread-safe. A listener is called on the thread
 * that made the event and must be quick; one that may wait puts events in a queue of its own.
 */
public final class Events {
  private static final int REMEMBERED = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Consumer<Event>> listeners = new ArrayList<>();
  private final Deque<Event> history = new ArrayDeque<>();

  /** Ends a subscription when closed. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /** Calls {@code listener} for each event from now on. */
  public Subscription subscribe(Consumer<Event> listener) {
    return subscribe(Instant.MAX, listener);
  }

  /**
   * Calls {@code listener} for each event that is remembered and not older than an instant, and for
   * each from now on, in order and without a gap.
   */
  public Subscription subscribe(Instant since, Consumer<Event> listener) {
    lock.lock();
    try {
      since(since).forEach(listener);
      listeners.add(listener);
    } finally {
      lock.unlock();
    }
    return () -> remove(listener);
  }

  private void remove(Consumer<Event> listener) {
    lock.lock();
    try {
      listeners.remove(listener);
    } finally {
      lock.unlock();
    }
  }

  /** The events that are remembered and not older than an instant, the oldest first. */
  public List<Event> since(Instant instant) {
    lock.lock();
    try {
      return history.stream().filter(event -> !event.time().isBefore(instant)).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Tells everyone. */
  public void publish(Event event) {
    lock.lock();
    try {
      history.addLast(event);
      if (history.size() > REMEMBERED) {
        history.removeFirst();
      }
      List.copyOf(listeners).forEach(listener -> listener.accept(event));
    } finally {
      lock.unlock();
    }
  }
}
