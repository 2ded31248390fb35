package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import dev.jug.testkit.registry.FakeRegistry;
import dev.jug.testkit.registry.SignedTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a registry that believes tokens which somebody else signed. */
@EndToEnd
@Requires({"command:docker-registry", "command:openssl", "busybox"})
class TokenTest {
  private static final Duration OVER = Duration.ofMinutes(-5);

  @TempDir static Path all;
  private static FakeRegistry server;
  private static ImageUser user;
  @TempDir Path folder;
  private SignedTokens tokens;
  private RealRegistry registry;
  private String name;

  @BeforeAll
  static void openAll() {
    server = new FakeRegistry();
    user = new ImageUser(all);
  }

  @AfterEach
  void close() {
    registry.close();
    user.forget();
    user.removeImages();
  }

  @AfterAll
  static void closeAll() {
    user.close();
    server.close();
  }

  private void open(String algorithm) {
    var key = folder.resolve("key.pem");
    var certificate = folder.resolve("certificate.pem");
    var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-newkey"));
    command.addAll(
        algorithm.equals("ES256")
            ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
            : List.of("rsa:2048"));
    command.addAll(
        List.of("-subj", "/CN=tokens", "-keyout", key.toString(), "-out", certificate.toString()));
    Programs.output(command);
    tokens = new SignedTokens("issuer", algorithm, key, certificate);
    tokens.grant("writer", "w", "pull", "push").grant("reader", "r", "pull");
    server.gate(tokens);
    registry =
        RealRegistry.start(
            folder.resolve("registry"),
            "",
            "auth: {token: {realm: 'http://%s/token', service: here, issuer: issuer, rootcertbundle: %s}}"
                .formatted(server.host(), certificate));
    name = registry.name() + "/team/app:1";
    user.makeImage(name, "hello");
  }

  private void login(String who, String password) {
    user.feed(password, "login", "-u", who, "--password-stdin", registry.name()).ok();
  }

  private List<String> scopes() {
    return server.seen("GET /token").stream()
        .map(seen -> String.join(" ", seen.fields("scope")))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "RS256"})
  void aTokenIsAskedForWhatIsDone(String algorithm) {
    open(algorithm);
    login("writer", "w");

    user.run("push", name).ok();
    user.run("rmi", name).ok();
    assertThat(user.run("run", "--rm", name).text()).isEqualTo("hello");

    assertThat(scopes())
        .anyMatch(scope -> scope.endsWith("repository:team/app:pull,push"))
        .endsWith("repository:team/app:pull");
    assertThat(server.seen("GET /token"))
        .extracting(seen -> seen.field("service").orElse(""))
        .containsOnly("here");
  }

  @Test
  void aTokenForReadingIsNotForWriting() {
    open("ES256");
    login("writer", "w");
    user.run("push", name).ok();
    login("reader", "r");

    user.run("pull", name).ok();
    user.run("tag", name, registry.name() + "/other:1").ok();
    var said = user.run("push", registry.name() + "/other:1");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("requested access to the resource is denied");
  }

  @Test
  void nobodyGetsNothing() {
    open("ES256");

    var said = user.run("pull", name);
    var wrong = user.feed("x", "login", "-u", "writer", "--password-stdin", registry.name());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("unauthorized").contains("jug login");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("unauthorized");
  }

  @Test
  void aTokenThatIsOverIsNoReasonToAskForEver() {
    open("ES256");
    login("writer", "w");
    user.run("push", name).ok();
    int before = server.seen().size();
    for (int i = 0; i < 20; i++) {
      tokens.shorten(OVER);
    }

    var said = user.run("pull", name);

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("pull access denied").contains("unauthorized");
    assertThat(server.seen().size() - before).isLessThan(5);
  }
}
