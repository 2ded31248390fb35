package dev.jug.engine.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Unavailable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AptSourcesTest {
  private static final String DEBIAN =
      """
      # the archive
      Types: deb deb-src
      URIs: http://user:password@mirror.example/debian/
      Suites: bookworm bookworm-updates
      Components: main contrib
      Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

      Enabled: yes
      Types: deb
      URIs: https://security.example/debian-security
      Suites: bookworm-security
      Components: main
      Signed-By: /usr/share/keyrings/debian-archive-bookworm-security-automatic.gpg
      """;

  private static final String OTHERS =
      """
      deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] https://docker.example/debian bookworm stable
      deb [signed-by=/usr/share/keyrings/hashicorp-archive-keyring.gpg] https://h.example bookworm main
      deb [signed-by=/etc/apt/keyrings/brave.gpg] https://brave.example stable main
      """;

  private static AptSources sources(String suite) {
    var all = new ArrayList<>(OneLineStyle.read(OTHERS));
    all.addAll(StanzaStyle.read(DEBIAN));
    return AptSources.of(all, "bookworm", suite);
  }

  @Test
  void theMachinesOwnSuiteComesFromWhereTheMachineGetsIt() {
    assertThat(sources("bookworm").withoutCredentials().text())
        .isEqualTo(
            """
            Types: deb
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            Types: deb
            URIs: https://security.example/debian-security
            Suites: bookworm-security
            Components: main
            Signed-By: /usr/share/keyrings/debian-archive-bookworm-security-automatic.gpg
            """);
  }

  @Test
  void anotherSuiteComesFromTheSamePlaces() {
    assertThat(sources("trixie").all())
        .extracting(AptSource::suites)
        .containsExactly(List.of("trixie", "trixie-updates"), List.of("trixie-security"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sid", "unstable"})
  void whatIsAlwaysNewIsNotCompletedByOthers(String suite) {
    assertThat(sources(suite).all()).extracting(AptSource::suites).containsExactly(List.of(suite));
  }

  @Test
  void waysToLogInAreForTheMakingOnly() {
    var sources = sources("bookworm");
    assertThat(sources.text()).contains("user:password");
    assertThat(sources.release("bookworm"))
        .isEqualTo("http://user:password@mirror.example/debian/dists/bookworm/InRelease");
    assertThat(sources.archive()).isEqualTo("http://mirror.example/debian");
  }

  @Test
  void aMachineMayCallItsSuiteByAnotherWord() {
    var sources =
        OneLineStyle.read(
            """
            deb http://m.example stable main # the archive
              deb-src http://m.example stable main
            deb http://m.example/security stable-security main
            deb http://flat.example ./
            """);
    assertThat(AptSources.of(sources, "bookworm", "trixie").all())
        .extracting(AptSource::suites)
        .containsExactly(List.of("trixie"), List.of("trixie-security"));
  }

  @Test
  void keysOfTheMachinesOwnAreNamed() {
    var sources =
        OneLineStyle.read(
            "deb [signed-by=\"/etc/apt/keyrings/own.asc\" trusted=yes arch=amd64,i386]"
                + " http://m.example bookworm main");
    var found = AptSources.of(sources, "bookworm", "bookworm");
    assertThat(found.ownKeys()).containsExactly("/etc/apt/keyrings/own.asc");
    assertThat(found.text())
        .contains(
            "Architectures: amd64 i386\nSigned-By: /etc/apt/keyrings/own.asc\nTrusted: yes\n");
    assertThat(found.isEncrypted()).isFalse();
    assertThat(sources("bookworm").isEncrypted()).isTrue();
  }

  @Test
  void aKeyAmongTheFieldsStaysWhole() {
    var text =
        """
        Types: deb
        URIs: http://m.example
        Suites: bookworm
        Components: main
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
         bXkga2V5
         -----END PGP PUBLIC KEY BLOCK-----
        """;
    var found = AptSources.of(StanzaStyle.read(text), "bookworm", "bookworm");
    assertThat(found.text()).isEqualTo(text);
    assertThat(found.ownKeys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Enabled: no\nTypes: deb\nURIs: http://m\nSuites: bookworm\nComponents: main\n",
        "Types: deb-src\nURIs: http://m\nSuites: bookworm\nComponents: main\n",
        "Types: deb\nURIs: http://m\nSuites: bookworm\nComponents: stable\n",
        "Types: deb\nURIs:\nSuites: bookworm\nComponents: main\n",
        "Types: deb\nURIs: http://m\nSuites: bookworm-updates\nComponents: main\n",
      })
  void withoutADistributionItIsSaid(String text) {
    assertThatThrownBy(() -> AptSources.of(StanzaStyle.read(text), "bookworm", "bookworm"))
        .isInstanceOf(Unavailable.class)
        .hasMessage("apt has no source of a distribution on this machine");
  }
}
