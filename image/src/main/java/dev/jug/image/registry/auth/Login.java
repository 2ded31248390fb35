package dev.jug.image.registry.auth;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.http.Request;
import dev.jug.image.registry.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks a registry whether it knows somebody. Stateless. */
public final class Login {
  private final Transport transport;
  private final TokenServer tokens;

  public Login(Transport transport, TokenServer tokens) {
    this.transport = transport;
    this.tokens = tokens;
  }

  /**
   * Shows a password to a registry.
   *
   * @param registry its name, for messages
   * @param api the root of its API
   * @return what to keep: an identity token if it gave one, or the password
   * @throws ImageException if it is not accepted
   * @throws IOException if the registry cannot be reached, or has trouble
   */
  public Credential verify(String registry, URI api, Credential.Password password)
      throws IOException {
    var question = new Request("GET", api, Map.of());
    try (var first = transport.send(question)) {
      if (first.status() != 401) {
        return accepted(registry, first.status(), password);
      }
      var challenge =
          Challenge.best(ChallengeParser.parse(first.headers().allValues("WWW-Authenticate")))
              .orElseThrow(() -> denied(registry));
      return challenge.scheme().equals("basic")
          ? show(registry, question, TokenServer.basic(password), password)
          : exchange(registry, question, challenge, password);
    }
  }

  private Credential exchange(
      String registry, Request question, Challenge challenge, Credential.Password password)
      throws IOException {
    var token = tokens.get(challenge, Set.of(), Optional.of(password), true);
    Credential kept =
        token
            .refresh()
            .<Credential>map(refresh -> new Credential.IdentityToken(password.user(), refresh))
            .orElse(password);
    return show(registry, question, "Bearer " + token.value(), kept);
  }

  private Credential show(String registry, Request question, String header, Credential kept)
      throws IOException {
    try (var answer = transport.send(question.authorized(Optional.of(header)))) {
      return accepted(registry, answer.status(), kept);
    }
  }

  private static Credential accepted(String registry, int status, Credential kept)
      throws IOException {
    return switch (status) {
      case 200 -> kept;
      case 401, 403 -> throw denied(registry);
      default -> throw new IOException(registry + " answers " + status);
    };
  }

  private static ImageException denied(String registry) {
    return new ImageException(
        ImageException.Kind.DENIED,
        "login to " + registry + " failed: unauthorized: incorrect username or password",
        "check the user name and the password; some registries want an access token instead");
  }
}
