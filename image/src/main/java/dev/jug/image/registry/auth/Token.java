package dev.jug.image.registry.auth;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token server gave.
 *
 * @param value goes to the registry
 * @param until when it should no longer be used
 * @param refresh gets more tokens, if the server gives such
 */
record Token(String value, Instant until, Optional<String> refresh) {
  /** Never the token itself. */
  @Override
  public String toString() {
    return "token until " + until;
  }
}
