package dev.jug.docker.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.Request;
import dev.jug.image.registry.auth.Credential;
import dev.jug.image.registry.auth.CredentialStore;
import dev.jug.image.registry.auth.MemoryStore;
import java.util.Base64;
import java.util.Optional;

/** What a client sends along to prove to a registry who it is: the header X-Registry-Auth. */
final class RegistryAuth {
  private static final String HEADER = "X-Registry-Auth";

  private static final String SEVERAL = "X-Registry-Config";

  private RegistryAuth() {}

  /**
   * The credentials of a request, for one registry.
   *
   * @throws Invalid if the header makes no sense
   */
  static CredentialStore of(Request request, String registry) {
    var store = new MemoryStore();
    request
        .headers()
        .first(HEADER)
        .filter(text -> !text.isEmpty())
        .flatMap(text -> credential(decode(text, HEADER)))
        .ifPresent(credential -> store.put(registry, credential));
    return store;
  }

  /**
   * The credentials of a build, which may need several registries: the header X-Registry-Config.
   *
   * @throws Invalid if the header makes no sense
   */
  static CredentialStore several(Request request) {
    var store = new MemoryStore();
    request
        .headers()
        .first(SEVERAL)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> {
          var all = decode(text, SEVERAL);
          for (var address : all.names()) {
            var registry = address.replaceFirst("^https?://", "").replaceFirst("/.*", "");
            var called = registry.equals("index.docker.io") ? "docker.io" : registry;
            credential(all.object(address)).ifPresent(credential -> store.put(called, credential));
          }
        });
    return store;
  }

  private static Fields decode(String text, String header) {
    try {
      var json = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
      return Fields.parse(new String(json, UTF_8).strip().getBytes(UTF_8));
    } catch (IllegalArgumentException e) {
      throw new Invalid("invalid " + header + " header: it is no base64", "");
    }
  }

  private static Optional<Credential> credential(Fields fields) {
    var user = fields.text("username");
    if (!fields.text("registrytoken").isEmpty()) {
      return Optional.of(new Credential.RegistryToken(fields.text("registrytoken")));
    }
    if (!fields.text("identitytoken").isEmpty()) {
      return Optional.of(new Credential.IdentityToken(user, fields.text("identitytoken")));
    }
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(new Credential.Password(user, fields.text("password")));
  }
}
