package dev.jug.http;

import java.time.Duration;

/**
 * How a server behaves.
 *
 * @param errors bodies for errors
 * @param log hears of requests
 */
public record Settings(Limits limits, Deadlines deadlines, ErrorBody errors, AccessLog log) {
  /**
   * How much a client may send.
   *
   * @param requestLine bytes; Docker's clients put a lot into queries
   * @param fields number of header fields
   * @param header bytes of all fields together
   * @param body bytes of a body, where the route does not say otherwise
   */
  public record Limits(int requestLine, int fields, int header, long body) {}

  /**
   * How long a client may do nothing. A hijacked connection has no deadline.
   *
   * @param head from the first byte of a head to its last
   * @param idle between connecting or the end of an answer and the first byte of a request
   * @param body between bytes of a body that is waited for
   * @param linger how long a connection that ends waits for its client to hear of it
   */
  public record Deadlines(Duration head, Duration idle, Duration body, Duration linger) {}

  /** For a server that people run by hand. */
  public static Settings defaults() {
    return new Settings(
        new Limits(65_536, 100, 131_072, 4L << 20),
        new Deadlines(
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofSeconds(2)),
        ErrorBody.PLAIN,
        AccessLog.NONE);
  }

  /** With other limits. */
  public Settings withLimits(Limits other) {
    return new Settings(other, deadlines, errors, log);
  }

  /** With other deadlines. */
  public Settings withDeadlines(Deadlines other) {
    return new Settings(limits, other, errors, log);
  }

  /** With other bodies for errors. */
  public Settings withErrors(ErrorBody other) {
    return new Settings(limits, deadlines, other, log);
  }

  /** With a log. */
  public Settings withLog(AccessLog other) {
    return new Settings(limits, deadlines, errors, other);
  }
}
