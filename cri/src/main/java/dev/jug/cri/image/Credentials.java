package dev.jug.cri.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.cri.message.Message;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.grpc.proto.ProtoException;
import dev.jug.image.registry.auth.Credential;
import dev.jug.image.registry.auth.CredentialStore;
import dev.jug.image.registry.auth.MemoryStore;
import java.util.Base64;
import java.util.Optional;

/** What an {@code AuthConfig} says. */
final class Credentials {
  private Credentials() {}

  /**
   * Credentials for one registry.
   *
   * @throws Invalid if they make no sense
   */
  static CredentialStore of(Message auth, String registry) throws ProtoException {
    var store = new MemoryStore();
    credential(auth).ifPresent(credential -> store.put(registry, credential));
    return store;
  }

  private static Optional<Credential> credential(Message auth) throws ProtoException {
    var user = auth.text("username");
    if (auth.word("registry_token").isPresent()) {
      return Optional.of(new Credential.RegistryToken(auth.text("registry_token")));
    }
    if (auth.word("identity_token").isPresent()) {
      return Optional.of(new Credential.IdentityToken(user, auth.text("identity_token")));
    }
    if (!user.isEmpty()) {
      return Optional.of(new Credential.Password(user, auth.text("password")));
    }
    return auth.word("auth").map(Credentials::decoded);
  }

  /** {@code USER:PASSWORD} in base64. */
  private static Credential decoded(String text) {
    try {
      var pair = new String(Base64.getDecoder().decode(text), UTF_8);
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return new Credential.Password(
            pair.substring(0, colon), pair.substring(colon + 1).replaceAll("\0+$", ""));
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new Invalid("auth of a registry is not USER:PASSWORD in base64", "");
  }
}
