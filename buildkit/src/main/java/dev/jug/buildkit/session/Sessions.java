package dev.jug.buildkit.session;

import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The sessions that are open. Thread-safe. */
public final class Sessions {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Session> sessions = new HashMap<>();

  /**
   * A session is there.
   *
   * @throws GrpcException if there is one of that id
   */
  public synchronized void add(String id, Session session) throws GrpcException {
    if (sessions.putIfAbsent(id, session) != null) {
      throw new GrpcException(Status.ALREADY_EXISTS, "session " + id + " already exists");
    }
    notifyAll();
  }

  /** A session is over. */
  public synchronized void remove(String id, Session session) {
    sessions.remove(id, session);
  }

  /**
   * Finds one; a client may ask for a build before its session is there.
   *
   * @throws GrpcException if it does not come
   */
  public synchronized Session await(String id) throws GrpcException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!sessions.containsKey(id)) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new GrpcException(Status.NOT_FOUND, "no active session for " + id);
      }
      wait(left);
    }
    return sessions.get(id);
  }
}
