package dev.jug.docker.system;

import dev.jug.docker.context.Context;
import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.registry.auth.Credential;
import dev.jug.image.registry.auth.MemoryStore;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.Map;

/**
 * {@code POST /auth}: whether a registry accepts a name and a password. Clients keep them, and send
 * them along with pulls and pushes; the engine forgets them.
 */
record Login(Context context) {
  private static final int UNAUTHORIZED = 401;

  void handle(Request request, Response response) throws IOException {
    var body = Fields.parse(request.body().readAllBytes());
    if (body.text("username").isEmpty()) {
      throw new Invalid("a name and a password are needed", "");
    }
    var password = new Credential.Password(body.text("username"), body.text("password"));
    try (var registries = context.registries().open(new MemoryStore())) {
      registries.login(registry(body.text("serveraddress")), password);
      context.json().send(response, Map.of("Status", "Login Succeeded", "IdentityToken", ""));
    } catch (ImageException e) {
      if (e.kind() != Kind.DENIED) {
        throw e;
      }
      context.json().send(response.status(UNAUTHORIZED), Map.of("message", e.getMessage()));
    }
  }

  /** Clients call Docker's own registry by an address of its first version. */
  private static String registry(String address) {
    var host = address.replaceFirst("^https?://", "").replaceFirst("/.*", "");
    return host.isEmpty() || host.equals("index.docker.io") ? Reference.DEFAULT_REGISTRY : host;
  }
}
