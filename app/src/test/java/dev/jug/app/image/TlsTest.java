package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With registries at an address that is not this machine's own, so that they must prove themselves.
 */
@EndToEnd
@Requires({"command:docker-registry", "command:openssl", "command:ip", "busybox"})
class TlsTest {
  @TempDir static Path folder;
  private static Island island;
  private static Authority authority;
  private static ImageUser user;

  @BeforeAll
  static void open() {
    island = new Island();
    authority =
        new Authority(folder.resolve("authority"))
            .issue("server", "IP:" + Island.ADDRESS)
            .issue("another", "IP:198.18.0.2")
            .issue("me", "DNS:me");
    user = new ImageUser(folder, island.prefix());
  }

  @AfterEach
  void forget() {
    user.forget();
    user.removeImages();
  }

  @AfterAll
  static void close() {
    user.close();
    island.close();
  }

  private RealRegistry registry(String http) {
    var place = folder.resolve("registry-" + System.nanoTime());
    return RealRegistry.start(place, island, http);
  }

  private String tls(String server, String more) {
    return "tls: {certificate: %s, key: %s%s}"
        .formatted(authority.path(server + ".crt"), authority.path(server + ".key"), more);
  }

  private void place(RealRegistry registry, String from, String to) throws IOException {
    var file = user.certificate(registry.name(), to);
    Files.createDirectories(file.getParent());
    Files.copy(authority.path(from), file);
  }

  @Test
  void aPrivateAuthorityIsTrustedWhereItIsPut() throws IOException {
    try (var registry = registry(tls("server", ""))) {
      var name = registry.name() + "/app:1";
      user.makeImage(name, "hello");

      var refused = user.run("push", name);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err())
          .contains("certificate signed by unknown authority")
          .contains("certs.d/" + registry.name() + "/ca.crt");

      place(registry, "ca.crt", "ca.crt");
      user.run("push", name).ok();
      user.run("rmi", name).ok();
      assertThat(user.run("run", "--rm", name).text()).isEqualTo("hello");
    }
  }

  @Test
  void aCertificateForSomebodyElseIsRefused() throws IOException {
    try (var registry = registry(tls("another", ""))) {
      place(registry, "ca.crt", "ca.crt");

      var refused = user.run("pull", registry.name() + "/app:1");

      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("198.18.0.1").contains("TLS").doesNotContain("Exception");
    }
  }

  @Test
  void aRegistryThatAsksForACertificateGetsOne() throws IOException {
    try (var registry =
        registry(tls("server", ", clientcas: [" + authority.path("ca.crt") + "]"))) {
      place(registry, "ca.crt", "ca.crt");
      var name = registry.name() + "/app:1";
      user.makeImage(name, "hello");

      var refused = user.run("push", name);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("certificate").contains("client.cert");

      place(registry, "me.crt", "client.cert");
      var keyless = user.run("push", name);
      assertThat(keyless.err()).contains("client.key");

      place(registry, "me.key", "client.key");
      user.run("push", name).ok();
    }
  }

  @Test
  void withoutEncryptionOnlyWhoIsListedIsSpokenTo() {
    try (var registry = registry("")) {
      var name = registry.name() + "/app:1";
      user.makeImage(name, "hello");

      var refused = user.run("push", name);
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err())
          .contains("server gave HTTP response to HTTPS client")
          .contains("registries.json");

      user.registries("{\"insecure\": [\"" + registry.name() + "\"]}");
      user.run("push", name).ok();
      user.registries("{\"insecure\": [\"198.18.0.0/24\"]}");
      user.run("pull", name).ok();
      user.registries("{\"insecure\": [\"http://" + registry.name() + "\"]}");
      user.run("pull", name).ok();
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForWillDoForWhoIsListed() {
    try (var registry = registry(tls("another", ""))) {
      var name = registry.name() + "/app:1";
      user.makeImage(name, "hello");
      user.registries("{\"insecure\": [\"" + registry.name() + "\"]}");

      user.run("push", name).ok();
    }
  }
}
