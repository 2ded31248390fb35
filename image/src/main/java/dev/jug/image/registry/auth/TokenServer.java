package dev.jug.image.registry.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.InsecureHosts;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.http.Payload;
import dev.jug.image.registry.http.Request;
import dev.jug.image.registry.http.Timing;
import dev.jug.image.registry.http.Transport;
import dev.jug.image.registry.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gets tokens from the server that a challenge names (distribution's "Token Authentication" and
 * "OAuth 2"). Credentials go there by TLS, or to servers that are listed as insecure. Thread-safe.
 */
public final class TokenServer {
  private static final String CLIENT = "jug";
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final long SHORTEST_SECONDS = 60;

  private final Transport transport;
  private final InsecureHosts insecure;
  private final Timing timing;

  public TokenServer(Transport transport, InsecureHosts insecure, Timing timing) {
    this.transport = transport;
    this.insecure = insecure;
    this.timing = timing;
  }

  /**
   * Gets a token.
   *
   * @param lasting whether to ask for an identity token too
   * @throws ImageException if the server refuses
   * @throws IOException if it cannot be reached, or has trouble; another try may work
   */
  Token get(
      Challenge challenge, Set<Scope> scopes, Optional<Credential> credential, boolean lasting)
      throws IOException {
    var realm = realm(challenge);
    var fields = fields(challenge, scopes);
    var request =
        switch (credential.orElse(null)) {
          case Credential.IdentityToken(_, var refresh) -> exchange(realm, fields, refresh);
          case Credential.Password password -> question(realm, fields, password, lasting);
          case null, default -> question(realm, fields);
        };
    try (var answer = transport.send(request)) {
      return token(answer, HostPort.of(realm), credential.isPresent());
    }
  }

  private URI realm(Challenge challenge) throws IOException {
    var text = challenge.parameter("realm").orElse("");
    try {
      var realm = new URI(text);
      boolean secure = "https".equals(realm.getScheme());
      boolean known = secure || "http".equals(realm.getScheme());
      if (known && realm.getHost() != null) {
        if (secure || insecure.contains(HostPort.of(realm))) {
          return realm;
        }
        throw new ImageException(
            ImageException.Kind.REFUSED,
            "the registry wants credentials sent by plain HTTP to " + HostPort.of(realm),
            "list it as insecure if you trust the network");
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new IOException("the registry names no token server");
  }

  private static List<Map.Entry<String, String>> fields(Challenge challenge, Set<Scope> scopes) {
    var fields = new ArrayList<Map.Entry<String, String>>();
    challenge.parameter("service").ifPresent(name -> fields.add(Map.entry("service", name)));
    scopes.stream().map(Scope::text).sorted().forEach(s -> fields.add(Map.entry("scope", s)));
    return fields;
  }

  private static Request question(URI realm, List<Map.Entry<String, String>> fields) {
    var query = form(fields);
    var text = realm.toString();
    var mark = realm.getRawQuery() == null ? "?" : "&";
    var address = query.isEmpty() ? realm : URI.create(text + mark + query);
    return new Request("GET", address, Map.of("Accept", "application/json"));
  }

  private static Request question(
      URI realm,
      List<Map.Entry<String, String>> fields,
      Credential.Password password,
      boolean lasting) {
    var all = new ArrayList<>(fields);
    all.add(Map.entry("account", password.user()));
    if (lasting) {
      all.add(Map.entry("client_id", CLIENT));
      all.add(Map.entry("offline_token", "true"));
    }
    return question(realm, all).authorized(Optional.of(basic(password)));
  }

  /** RFC 6749, 6; several scopes are one field there. */
  private static Request exchange(
      URI realm, List<Map.Entry<String, String>> fields, String refresh) {
    var scopes =
        fields.stream()
            .filter(field -> field.getKey().equals("scope"))
            .map(Map.Entry::getValue)
            .toList();
    var all = new ArrayList<>(fields);
    all.removeIf(field -> field.getKey().equals("scope"));
    all.add(Map.entry("grant_type", "refresh_token"));
    all.add(Map.entry("client_id", CLIENT));
    all.add(Map.entry("refresh_token", refresh));
    all.add(Map.entry("scope", String.join(" ", scopes)));
    return new Request(
        "POST",
        realm,
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
        Payload.of(form(all).getBytes(UTF_8)));
  }

  private static String form(List<Map.Entry<String, String>> fields) {
    return String.join(
        "&",
        fields.stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .toList());
  }

  /** The value of an Authorization header (RFC 7617). */
  static String basic(Credential.Password password) {
    var pair = password.user() + ":" + password.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private Token token(Answer answer, HostPort server, boolean named) throws IOException {
    switch (answer.status()) {
      case 200 -> {}
      case 400, 401, 403 ->
          throw new ImageException(
              ImageException.Kind.DENIED,
              named
                  ? "unauthorized: " + server + " does not accept the user name or password"
                  : "unauthorized: authentication required by " + server,
              "log in with jug login");
      default -> throw new IOException("token server " + server + " answers " + answer.status());
    }
    var json =
        answer
            .read(LARGEST_ANSWER)
            .flatMap(JsonText::object)
            .orElseThrow(() -> new IOException("token server " + server + " sends no token"));
    var value =
        Stream.of("token", "access_token")
            .flatMap(field -> JsonText.string(json, field).stream())
            .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 0x7f))
            .findFirst()
            .orElseThrow(() -> new IOException("token server " + server + " sends no token"));
    long seconds = Math.max(SHORTEST_SECONDS, JsonText.number(json, "expires_in").orElse(0L));
    var until =
        timing.clock().instant().plus(Duration.ofSeconds(Math.min(seconds, 86_400) * 9 / 10));
    return new Token(value, until, JsonText.string(json, "refresh_token"));
  }
}
