package dev.jug.http;

import dev.jug.http.endpoint.Peer;
import java.time.Duration;

/** Hears of each request when it is over. Called on the connection's thread. */
@FunctionalInterface
public interface AccessLog {
  /** Keeps nothing. */
  AccessLog NONE = _ -> {};

  /**
   * One request.
   *
   * @param id unique in the life of a server; errors are logged under it
   * @param method as the client wrote it; empty if the head could not be read
   * @param target likewise
   * @param status what was answered; 0 if the client left before
   * @param duration from the last byte of the head to the end of the answer, for a hijacked
   *     connection to its end
   */
  record Entry(String id, Peer peer, String method, String target, int status, Duration duration) {}

  /** A request is over. */
  void add(Entry entry);
}
