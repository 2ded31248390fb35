package dev.jug.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A token server for registries that verify tokens themselves (distribution's "Token
 * Authentication", RFC 7519): it signs what it grants, and its certificate comes along.
 */
public final class SignedTokens implements Gate {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final String issuer;
  private final String algorithm;
  private final PrivateKey key;
  private final String certificate;
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, List<String>> actions = new HashMap<>();
  private final ConcurrentLinkedQueue<Duration> shortened = new ConcurrentLinkedQueue<>();

  /**
   * Signs with a key.
   *
   * @param algorithm {@code ES256} or {@code RS256}
   * @param key in PKCS#8 and PEM
   * @param certificate of the same, in PEM
   */
  public SignedTokens(String issuer, String algorithm, Path key, Path certificate) {
    this.issuer = issuer;
    this.algorithm = algorithm;
    this.certificate = pem(certificate);
    try {
      var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem(key)));
      this.key = KeyFactory.getInstance(isElliptic() ? "EC" : "RSA").generatePrivate(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private boolean isElliptic() {
    return algorithm.startsWith("ES");
  }

  private static String pem(Path file) {
    try {
      return Files.readString(file).replaceAll("-----[^-]*-----|\\s", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets somebody do something in all repositories. */
  public SignedTokens grant(String user, String password, String... allowed) {
    passwords.put(user, password);
    actions.put(user, List.of(allowed));
    return this;
  }

  /** Gives the next token a shorter life; a negative one is over already. */
  public void shorten(Duration life) {
    shortened.add(life);
  }

  /** It guards nothing itself. */
  @Override
  public Optional<Reply> check(Seen request) {
    return Optional.empty();
  }

  @Override
  public Optional<Reply> token(Seen request, String form) {
    var user = user(request);
    if (user.isEmpty()) {
      return Optional.of(Reply.error(401, "UNAUTHORIZED", "incorrect username or password"));
    }
    var life = Optional.ofNullable(shortened.poll()).orElse(LIFE);
    var service = request.field("service").orElse("");
    var token = signed(claims(user.get(), service, request.fields("scope"), life));
    return Optional.of(Reply.json(200, "{\"token\":\"" + token + "\",\"expires_in\":300}"));
  }

  private Optional<String> user(Seen request) {
    var said = request.header("Authorization").orElse("");
    return passwords.entrySet().stream()
        .filter(entry -> said.equals("Basic " + pair(entry.getKey(), entry.getValue())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static String pair(String user, String password) {
    return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  private String claims(String user, String service, List<String> scopes, Duration life) {
    long now = Instant.now().getEpochSecond();
    return "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"nbf\":%d,\"iat\":%d,\"exp\":%d,\"access\":[%s]}"
        .formatted(
            issuer,
            user,
            service,
            now - 600,
            now - 600,
            now + life.toSeconds(),
            scopes.stream().map(scope -> access(user, scope)).collect(Collectors.joining(",")));
  }

  private String access(String user, String scope) {
    var parts = scope.split(":", -1);
    var granted =
        Stream.of(parts[2].split(",", -1))
            .filter(action -> actions.getOrDefault(user, List.of()).contains(action))
            .map(action -> '"' + action + '"')
            .collect(Collectors.joining(","));
    return "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[%s]}"
        .formatted(parts[0], parts[1], granted);
  }

  private String signed(String claims) {
    var head =
        "{\"typ\":\"JWT\",\"alg\":\"%s\",\"x5c\":[\"%s\"]}".formatted(algorithm, certificate);
    var text = encoded(head.getBytes(UTF_8)) + "." + encoded(claims.getBytes(UTF_8));
    try {
      var signature =
          Signature.getInstance(isElliptic() ? "SHA256withECDSAinP1363Format" : "SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(UTF_8));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(byte[] bytes) {
    return URL.encodeToString(bytes);
  }
}
