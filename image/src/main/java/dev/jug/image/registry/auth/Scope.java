package dev.jug.image.registry.auth;

import java.util.Optional;

/**
 * What a token is good for (distribution's "Token Scope").
 *
 * @param text such as {@code repository:library/debian:pull}
 */
public record Scope(String text) {
  private static final String PUSH = ":pull,push";

  /** Reading a repository. */
  public static Scope pull(String repository) {
    return new Scope("repository:" + repository + ":pull");
  }

  /** Reading and writing a repository. */
  public static Scope push(String repository) {
    return new Scope("repository:" + repository + PUSH);
  }

  /** The repository that this is for writing to. */
  public Optional<String> pushed() {
    return text.endsWith(PUSH)
        ? Optional.of(text.substring(text.indexOf(':') + 1, text.length() - PUSH.length()))
        : Optional.empty();
  }

  /** Deleting in a repository. */
  public static Scope delete(String repository) {
    return new Scope("repository:" + repository + ":delete,pull");
  }
}
