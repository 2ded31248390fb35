package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/** Who may pass. */
public interface Gate {
  /** Everybody. */
  Gate OPEN = _ -> Optional.empty();

  /** The refusal, if the request may not pass. */
  Optional<Reply> check(Seen request);

  /**
   * The answer to a question for a token; empty if this gives none.
   *
   * @param form what was sent
   */
  default Optional<Reply> token(Seen request, String form) {
    return Optional.empty();
  }

  /** Whoever says this name and password. */
  static Gate basic(String user, String password) {
    var pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    return request ->
        request.header("Authorization").equals(Optional.of("Basic " + pair))
            ? Optional.empty()
            : Optional.of(unauthorized("Basic realm=\"fake\""));
  }

  /** The answer to somebody unknown. */
  static Reply unauthorized(String challenge) {
    return Reply.error(401, "UNAUTHORIZED", "authentication required")
        .with("WWW-Authenticate", challenge);
  }
}
