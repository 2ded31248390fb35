package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.http.Payload;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something to ask a registry. Immutable.
 *
 * @param <T> what its answer becomes
 */
public interface Endpoint<T> {
  /** The method of HTTP. */
  String method();

  /**
   * Where to ask.
   *
   * @param api the root of the API, which ends with {@code /v2/}
   */
  URI uri(URI api);

  /** Headers of the question, credentials aside. */
  default Map<String, String> headers() {
    return Map.of();
  }

  /** What the question sends. */
  default Payload payload() {
    return Payload.NONE;
  }

  /** What a token must be good for. */
  Set<Scope> scopes();

  /** What is being done, for messages: "reading the tags of debian". */
  String action();

  /** Whether this status is an answer, and no refusal. */
  boolean accepts(int status);

  /**
   * Understands an answer.
   *
   * @throws ImageException if it makes no sense
   * @throws IOException if it cannot be read; another try may work
   */
  T understand(Answer answer) throws IOException;

  /** What a refusal means here; empty if there is nothing to say but what the registry says. */
  default Optional<ImageException> refused(Refusal refusal) {
    return Optional.empty();
  }

  /** Whether the answer is read after it was understood. */
  default boolean streams() {
    return false;
  }

  /** Whether it may be asked again when it is not known what became of the first try. */
  default boolean repeatable() {
    return true;
  }
}
