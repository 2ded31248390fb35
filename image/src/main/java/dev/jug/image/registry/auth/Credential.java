package dev.jug.image.registry.auth;

/** What proves to a registry who somebody is. Never shown. */
public sealed interface Credential {
  /** A name and its password, or what a registry gave out as one. */
  record Password(String user, String password) implements Credential {
    @Override
    public String toString() {
      return "password of " + user;
    }
  }

  /**
   * What a token server gave in exchange for a password, to get tokens with; a refresh token of
   * OAuth 2 (RFC 6749).
   */
  record IdentityToken(String user, String token) implements Credential {
    @Override
    public String toString() {
      return "identity token";
    }
  }

  /** What goes to the registry as it is. */
  record RegistryToken(String token) implements Credential {
    @Override
    public String toString() {
      return "registry token";
    }
  }
}
