package dev.jug.docker.stream;

import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.linux.io.Socket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * Clients that attached to a container before it runs, as {@code docker run} does: the first is
 * connected before the first byte of output, the others as soon as it runs. Thread-safe.
 */
public final class Waiting {
  private final Map<String, Queue<CompletableFuture<Optional<Socket>>>> clients = new HashMap<>();

  /** A connection to a container's monitor, once it runs; empty if it never does. */
  public synchronized CompletableFuture<Optional<Socket>> add(Container container) {
    var client = new CompletableFuture<Optional<Socket>>();
    clients.computeIfAbsent(container.id(), _ -> new ArrayDeque<>()).add(client);
    return client;
  }

  private synchronized Queue<CompletableFuture<Optional<Socket>>> take(String container) {
    var waiting = clients.remove(container);
    return waiting == null ? new ArrayDeque<>() : waiting;
  }

  /**
   * Starts a container and connects those who wait for it.
   *
   * @throws EngineException if it cannot be started; then nobody waits any more
   */
  public void start(Container container) {
    var waiting = take(container.id());
    try {
      if (waiting.isEmpty()) {
        container.start(Optional.empty());
      } else {
        start(container, waiting.remove());
        waiting.forEach(client -> client.complete(attached(container)));
      }
    } finally {
      waiting.forEach(client -> client.complete(Optional.empty()));
    }
  }

  private static void start(Container container, CompletableFuture<Optional<Socket>> client) {
    var pair = Socket.pair();
    try {
      container.start(Optional.of(pair.second()));
      client.complete(Optional.of(pair.first()));
    } finally {
      if (client.complete(Optional.empty())) {
        pair.first().close();
      }
    }
  }

  private static Optional<Socket> attached(Container container) {
    try {
      return Optional.of(container.attach());
    } catch (Conflict e) {
      return Optional.empty();
    }
  }

  /** A container is gone: whoever waits for it waits no more. */
  public void gone(Container container) {
    take(container.id()).forEach(client -> client.complete(Optional.empty()));
  }
}
