package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets tokens pass that its own token server gave, for the scope they were given for. The server
 * answers at {@code /token} of whatever registry it is put into.
 */
public final class TokenGate implements Gate {
  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/(.+)/(?:manifests|blobs|tags|referrers)/.*");

  private final String realm;
  private final String user;
  private final String password;
  private final Map<String, List<String>> tokens = new ConcurrentHashMap<>();
  private final AtomicInteger given = new AtomicInteger();
  private volatile String refresh = "";

  /**
   * Demands tokens.
   *
   * @param realm the token server's address
   * @param user who gets them; empty for everybody
   */
  public TokenGate(String realm, String user, String password) {
    this.realm = realm;
    this.user = user;
    this.password = password;
  }

  /** Gives out an identity token to whoever asks for one, and takes it. */
  public TokenGate withRefresh(String token) {
    refresh = token;
    return this;
  }

  /** Forgets all tokens that are out. */
  public void revoke() {
    tokens.clear();
  }

  /** How many tokens were given. */
  public int given() {
    return given.get();
  }

  @Override
  public Optional<Reply> check(Seen request) {
    var path = REPOSITORY.matcher(request.path());
    var action = List.of("GET", "HEAD").contains(request.method()) ? "pull" : "push";
    var scope = path.matches() ? "repository:" + path.group(1) + ":" + action : "";
    var token = request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
    var scopes = tokens.get(token);
    if (scopes != null && (scope.isEmpty() || covers(scopes, scope))) {
      return Optional.empty();
    }
    var error = scopes == null ? "" : ",error=\"insufficient_scope\"";
    var wanted = scope.isEmpty() ? "" : ",scope=\"" + scope.replace(":push", ":pull,push") + "\"";
    return Optional.of(
        Gate.unauthorized(
            "Bearer realm=\"%s\",service=\"fake, inc.\"%s%s".formatted(realm, wanted, error)));
  }

  private static boolean covers(List<String> scopes, String scope) {
    int colon = scope.lastIndexOf(':');
    return scopes.stream()
        .filter(have -> have.startsWith(scope.substring(0, colon + 1)))
        .anyMatch(have -> have.substring(colon).contains(scope.substring(colon + 1)));
  }

  @Override
  public Optional<Reply> token(Seen request, String form) {
    return Optional.of(answer(request, form));
  }

  private Reply answer(Seen request, String form) {
    if (request.method().equals("POST")) {
      boolean known = Seen.fields(form, "refresh_token").equals(List.of(refresh));
      var scopes = List.of(String.join(" ", Seen.fields(form, "scope")).split(" ", -1));
      return known && !refresh.isEmpty()
          ? give(scopes, "access_token", "")
          : Reply.error(401, "UNAUTHORIZED", "unknown token");
    }
    var pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    if (!user.isEmpty() && !request.header("Authorization").equals(Optional.of("Basic " + pair))) {
      return Reply.error(401, "UNAUTHORIZED", "incorrect username or password");
    }
    boolean lasting = request.field("offline_token").isPresent() && !refresh.isEmpty();
    return give(
        request.fields("scope"), "token", lasting ? ",\"refresh_token\":\"" + refresh + "\"" : "");
  }

  private Reply give(List<String> scopes, String field, String more) {
    var token = "token-" + given.incrementAndGet();
    tokens.put(token, scopes);
    return Reply.json(200, "{\"%s\":\"%s\",\"expires_in\":300%s}".formatted(field, token, more));
  }
}
