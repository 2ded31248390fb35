package dev.jug.image.registry;

import static dev.jug.image.registry.Failures.assertFails;
import static dev.jug.image.registry.Fixture.PASSWORD;
import static dev.jug.image.registry.Fixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.registry.auth.Credential;
import dev.jug.image.transfer.ImageSource;
import dev.jug.testkit.registry.Reply;
import dev.jug.testkit.registry.TokenGate;
import dev.jug.testkit.registry.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthTest {
  private final Fixture fixture = new Fixture();
  private final ImageSource source = fixture.registries.source(fixture.image());
  private final String host = fixture.registry.host();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aPasswordIsSentWhereItIsDemanded() {
    fixture.registry.gate(Fixture.BASIC);
    fixture.credentials.put(host, PASSWORD);

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(source.root().isGenuine()).isTrue();
    assertThat(fixture.registry.seen()).as("refused once, and then known").hasSize(3);
    assertThat(fixture.registry.seen().getFirst().header("Authorization")).isEmpty();
  }

  @Test
  void whoIsUnknownIsToldHowToBecomeKnown() {
    fixture.registry.gate(Fixture.BASIC);

    assertFails(
        source::root,
        Kind.DENIED,
        "pull access denied for " + host + "/" + REPOSITORY,
        "unauthorized: authentication required");
    assertThat(fixture.registry.seen()).hasSize(1);
  }

  @Test
  void anAnonymousTokenIsUsedUntilItExpires() throws Exception {
    var tokens = tokens("", "");

    assertThat(source.root().isGenuine()).isTrue();
    read();
    assertThat(tokens.given()).isEqualTo(1);
    fixture.time.pass(Duration.ofMinutes(5));
    read();

    assertThat(tokens.given()).isEqualTo(2);
    var asked = fixture.other.seen("GET /token").getFirst();
    assertThat(asked.fields("scope")).containsExactly("repository:" + REPOSITORY + ":pull");
    assertThat(asked.fields("service")).containsExactly("fake, inc.");
    assertThat(asked.header("Authorization")).isEmpty();
  }

  @Test
  void aTokenIsGotForAPassword() {
    var tokens = tokens(PASSWORD.user(), PASSWORD.password());
    fixture.credentials.put(host, PASSWORD);

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(tokens.given()).isEqualTo(1);
    assertThat(fixture.registry.seen())
        .as("the registry never sees the password")
        .noneMatch(seen -> seen.header("Authorization").orElse("").startsWith("Basic"));
  }

  @Test
  void aTokenIsGotForAnIdentityToken() {
    tokens("nobody", "knows").withRefresh("refresh-me");
    fixture.credentials.put(host, new Credential.IdentityToken("me", "refresh-me"));

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(fixture.other.seen("POST /token")).hasSize(1);
  }

  @Test
  void aRegistryTokenGoesAsItIs() {
    tokens("", "");
    fixture.credentials.put(host, new Credential.RegistryToken("mine"));

    assertFails(source::root, Kind.DENIED, "pull access denied");
    assertThat(fixture.registry.seen().getLast().header("Authorization")).hasValue("Bearer mine");
  }

  @Test
  void aTokenThatWasRevokedIsReplaced() throws Exception {
    var tokens = tokens("", "");
    read();
    tokens.revoke();

    read();
    assertThat(tokens.given()).isEqualTo(2);
  }

  @Test
  void anotherScopeNeedsAnotherToken() {
    var tokens = tokens("", "");
    assertThat(source.root().isGenuine()).isTrue();

    try (var target = fixture.registries.target(fixture.image(), _ -> List.of("team/base"))) {
      assertThat(target.has(fixture.blob)).isTrue();
    }

    assertThat(tokens.given()).isEqualTo(2);
    assertThat(fixture.other.seen("GET /token").getLast().fields("scope"))
        .containsExactly("repository:" + REPOSITORY + ":pull,push");
  }

  @Test
  void aTokenThatDoesNotSufficeIsNotTriedForEver() {
    tokens("", "");
    fixture.other.trouble(
        "GET /token", 9, Trouble.instead(Reply.json(200, "{\"token\":\"weak\"}")));

    assertFails(source::root, Kind.DENIED, "pull access denied");
    assertThat(fixture.registry.seen()).hasSize(2);
  }

  @Test
  void credentialsThatATokenServerRefusesAreNamedWithoutBeingShown() {
    tokens(PASSWORD.user(), "another");
    fixture.credentials.put(host, PASSWORD);

    assertFails(source::root, Kind.DENIED, "unauthorized", fixture.other.host());
  }

  @Test
  void aTokenServerInTroubleIsAskedAgain() {
    var tokens = tokens("", "");
    fixture.other.trouble("GET /token", 1, Trouble.instead(Reply.of(503)));
    fixture.other.trouble("GET /token", 1, Trouble.hangUp());

    assertThat(source.root().isGenuine()).isTrue();
    assertThat(tokens.given()).isEqualTo(2);
  }

  @Test
  void aTokenServerThatFloodsIsLeft() {
    tokens("", "");
    fixture.other.trouble("GET /token", 9, Trouble.flood());

    assertFails(source::root, Kind.UNAVAILABLE, "sends no token");
  }

  @Test
  void noPasswordGoesByPlainHttpToAServerThatIsNotListed() {
    fixture.registry.gate(new TokenGate("http://tokens.example/token", "", ""));
    fixture.credentials.put(host, PASSWORD);

    assertFails(source::root, Kind.REFUSED, "plain HTTP", "tokens.example");
  }

  @Test
  void credentialsDoNotFollowARedirection() throws Exception {
    fixture.registry.gate(Fixture.BASIC);
    fixture.credentials.put(host, PASSWORD);
    fixture.fill(fixture.other);
    var away = "http://" + fixture.other.host() + "/v2/" + REPOSITORY + "/blobs/";
    var to = away + fixture.blob.digest() + "?signature=secret";
    fixture.registry.trouble("GET .*/blobs/.*", 1, Trouble.redirect(307, to));
    assertThat(source.root().isGenuine()).isTrue();

    read();

    assertThat(fixture.registry.seen().getLast().header("Authorization")).isPresent();
    assertThat(fixture.other.seen())
        .singleElement()
        .extracting(seen -> seen.header("Authorization"))
        .isEqualTo(Optional.empty());
  }

  @Test
  void aChallengeFromElsewhereIsNotAnswered() {
    fixture.registry.gate(Fixture.BASIC);
    fixture.credentials.put(host, PASSWORD);
    fixture.other.gate(Fixture.BASIC);
    var to = "http://" + fixture.other.host() + "/elsewhere?signature=secret";
    assertThat(source.root().isGenuine()).isTrue();
    fixture.registry.trouble("GET .*/blobs/.*", 1, Trouble.redirect(302, to));

    assertFails(this::read, Kind.DENIED, "pull access denied");
    assertThat(fixture.other.seen()).hasSize(1);
  }

  @Test
  void redirectionsEnd() {
    var self = "http://" + host + "/v2/" + REPOSITORY + "/manifests/1.0";
    fixture.registry.trouble("GET .*", 99, Trouble.redirect(302, self));

    assertFails(source::root, Kind.UNAVAILABLE, "more than 5 redirections");
  }

  @Test
  void credentialsAreVerifiedBeforeTheyAreKept() {
    fixture.registry.gate(Fixture.BASIC);

    assertFails(
        () -> fixture.registries.login(host, new Credential.Password("me", "wrong")),
        Kind.DENIED,
        "unauthorized: incorrect username or password");
    assertThat(fixture.credentials.get(host)).isEmpty();

    fixture.registries.login(host, PASSWORD);
    assertThat(fixture.credentials.get(host)).hasValue(PASSWORD);
    assertThat(source.root().isGenuine()).isTrue();

    assertThat(fixture.registries.logout(host)).isTrue();
    assertThat(fixture.registries.logout(host)).isFalse();
    assertFails(source::root, Kind.DENIED, "pull access denied");
  }

  @Test
  void anIdentityTokenIsKeptInsteadOfThePassword() {
    tokens(PASSWORD.user(), PASSWORD.password()).withRefresh("refresh-me");

    fixture.registries.login(host, PASSWORD);

    assertThat(fixture.credentials.get(host))
        .hasValue(new Credential.IdentityToken(PASSWORD.user(), "refresh-me"));
    assertThat(source.root().isGenuine()).isTrue();
  }

  @Test
  void noSecretIsInAnyText() {
    assertThat(PASSWORD.toString()).doesNotContain(PASSWORD.password());
    assertThat(new Credential.IdentityToken("me", "secret").toString()).doesNotContain("secret");
    assertThat(new Credential.RegistryToken("secret").toString()).doesNotContain("secret");
  }

  /** The other server gives tokens for the first one. */
  private TokenGate tokens(String user, String password) {
    var gate = new TokenGate("http://" + fixture.other.host() + "/token", user, password);
    fixture.registry.gate(gate);
    fixture.other.gate(gate);
    return gate;
  }

  private void read() throws IOException {
    try (var in = source.blob(fixture.blob, 0)) {
      assertThat(in.readAllBytes()).isEqualTo(fixture.layer);
    }
  }
}
