package dev.jug.engine.apt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
  private static AptRequest request(List<String> packages, Map<String, String> environment) {
    return new AptRequest(
        "bookworm", AptVariant.MINBASE, packages, Reference.parse("apt:bookworm"), environment);
  }

  private static Bootstrap bootstrap(String uri, String... packages) {
    var sources = OneLineStyle.read("deb " + uri + " bookworm main");
    var request =
        request(List.of(packages), Map.of("http_proxy", "http://p.example", "HOME", "/root"));
    return new Bootstrap(request, AptSources.of(sources, "bookworm", "bookworm"));
  }

  private static String script(Bootstrap bootstrap) {
    return new String(bootstrap.script(), UTF_8);
  }

  @Test
  void theScriptSaysWhatIsWanted() {
    assertThat(script(bootstrap("http://m.example/debian", "less", "hello")))
        .startsWith(
            """
            release='http://m.example/debian/dists/bookworm/InRelease'
            suite='bookworm'
            variant='minbase'
            include='hello,less'
            keys=''
            sources='Types: deb
            URIs: http://m.example/debian
            """)
        .contains("mmdebstrap --verbose --mode=root")
        .endsWith("read -r _\n");
  }

  @Test
  void noQuoteEndsAText() {
    assertThat(script(bootstrap("http://u:it's@m.example")))
        .contains("URIs: http://u:it'\\''s@m.example\n");
  }

  @Test
  void whatIsEncryptedNeedsCertificates() {
    assertThat(script(bootstrap("https://m.example"))).contains("include='ca-certificates'");
    assertThat(script(bootstrap("http://m.example"))).contains("include=''");
  }

  /** Arguments can be seen by everybody on the machine, and so can the environment by the image. */
  @Test
  void theContainerKnowsNoPassword() {
    var container = bootstrap("http://user:secret@m.example").container();
    assertThat(container.toString()).doesNotContain("secret");
    assertThat(container.process().environment())
        .containsExactlyInAnyOrder("LC_ALL=C.UTF-8", "http_proxy=http://p.example");
  }

  @Test
  void theContainerIsGoneWithItsInput() {
    var container = bootstrap("http://m.example").container();
    assertThat(container.autoRemove()).isTrue();
    assertThat(container.process().stdinOnce()).isTrue();
    assertThat(container.namespaces().network()).isEqualTo(new NamespaceMode.Host());
    assertThat(container.security().privileged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-o",
        "--foo",
        "a b",
        "less;id",
        "$(id)",
        "less=",
        "?essential",
        "./x.deb",
        "less-"
      })
  void whatIsNoPackageIsRefused(String text) {
    assertThatThrownBy(() -> request(List.of(text), Map.of())).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"g++", "libc6:i386", "less=590-2.1~deb12u2", "less/bookworm-backports"})
  void packagesAreNamedAsAptNamesThem(String text) {
    assertThat(request(List.of(text), Map.of()).packages()).containsExactly(text);
  }

  @Test
  void theDateMustBeOne() {
    assertThatThrownBy(() -> request(List.of(), Map.of("SOURCE_DATE_EPOCH", "today")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("today");
  }

  @Test
  void theImageSaysWhatItIsAndHowItWasMade() {
    var system = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\n";
    var description =
        bootstrap("http://u:p@m.example", "less").description(system, "12.5\n", 1_000_000_000);
    assertThat(description.created()).isEqualTo("2001-09-09T01:46:40Z");
    assertThat(description.history().createdBy())
        .isEqualTo("jug pull apt:bookworm --variant minbase --include less");
    assertThat(description.history().comment()).isEqualTo("Packages from http://m.example");
    assertThat(description.config().cmd()).containsExactly("bash");
    assertThat(description.config().labels())
        .containsEntry("org.opencontainers.image.title", "Debian GNU/Linux 12 (bookworm)")
        .containsEntry("org.opencontainers.image.version", "12.5");
    assertThat(version("VERSION_ID=24.04", "trixie/sid")).isEqualTo("24.04");
    assertThat(version("", "trixie/sid")).isEqualTo("bookworm");
  }

  private static String version(String system, String debian) {
    var labels = bootstrap("http://m").description(system, debian, 0).config().labels();
    return labels.get("org.opencontainers.image.version");
  }
}
