package dev.jug.image.registry.auth;

/**
 * What a token is good for (distribution's "Token Scope").
 *
 * @param text such as {@code repository:library/debian:pull}
 */
public record Scope(String text) {
  /** Reading a repository. */
  public static Scope pull(String repository) {
    return new Scope("repository:" + repository + ":pull");
  }

  /** Reading and writing a repository. */
  public static Scope push(String repository) {
    return new Scope("repository:" + repository + ":pull,push");
  }

  /** Deleting in a repository. */
  public static Scope delete(String repository) {
    return new Scope("repository:" + repository + ":delete,pull");
  }
}
