package dev.jug.engine.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.build.attest.FoundPackage;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryListTest {
  private static final String OPENSSL =
      """
      {"id": "DSA-5417-1", "affected": [
        {"package": {"ecosystem": "Debian:11", "name": "openssl"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1.1n-0+deb11u5"}]}]},
        {"package": {"ecosystem": "Debian:12", "name": "openssl"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.9-1"}]}]}]}
      """;

  @TempDir Path folder;

  private static Suspect openssl(String version) {
    return new Suspect("Debian:12", "openssl", version);
  }

  private List<Hole> holes(String json, Suspect suspect) throws IOException {
    var file = Files.writeString(folder.resolve("list.json"), json);
    return AdvisoryList.holes(file, List.of(suspect));
  }

  private static String ranges(String events) {
    return """
    {"id": "X", "affected": [{"package": {"ecosystem": "Debian", "name": "openssl"},
     "ranges": [{"type": "ECOSYSTEM", "events": [%s]}]}]}
    """
        .formatted(events);
  }

  @Test
  void whatIsOlderThanTheFixHasTheHole() throws IOException {
    assertThat(holes(OPENSSL, openssl("3.0.8-1~deb12u1")))
        .singleElement()
        .hasToString("DSA-5417-1 in openssl 3.0.8-1~deb12u1, closed in 3.0.9-1");
    assertThat(holes(OPENSSL, openssl("3.0.9-1"))).isEmpty();
    assertThat(holes(OPENSSL, openssl("3.0.11-1"))).isEmpty();
    assertThat(holes(OPENSSL, new Suspect("Debian:13", "openssl", "1"))).isEmpty();
    assertThat(holes(OPENSSL, new Suspect("Debian:12", "nginx", "1"))).isEmpty();
  }

  @Test
  void aHoleMayComeBackAndHaveALastVersion() throws IOException {
    var twice =
        ranges(
            "{\"introduced\": \"1\"}, {\"fixed\": \"2\"}, {\"introduced\": \"3\"},"
                + " {\"last_affected\": \"4\"}");
    assertThat(holes(twice, openssl("0.9"))).isEmpty();
    assertThat(holes(twice, openssl("1.5")).getFirst().closedIn()).isEqualTo("2");
    assertThat(holes(twice, openssl("2.5"))).isEmpty();
    assertThat(holes(twice, openssl("4")).getFirst().isClosed()).isFalse();
    assertThat(holes(twice, openssl("4.1"))).isEmpty();
  }

  @Test
  void withoutAFixItIsKnownAllTheSame() throws IOException {
    assertThat(holes(ranges("{\"introduced\": \"0\"}"), openssl("1")))
        .singleElement()
        .matches(hole -> !hole.isClosed());
  }

  @Test
  void versionsMayBeListed() throws IOException {
    var log4j =
        """
        {"id": "GHSA-jfh8", "affected": [{"versions": ["2.14.0", "2.14.1"], "package":
          {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core"}}]}
        """;
    var name = "org.apache.logging.log4j:log4j-core";
    assertThat(holes(log4j, new Suspect("Maven", name, "2.14.1"))).hasSize(1);
    assertThat(holes(log4j, new Suspect("Maven", name, "2.17.1"))).isEmpty();
  }

  @Test
  void whatWasTakenBackDoesNotCount() throws IOException {
    var json = OPENSSL.replace("\"affected\"", "\"withdrawn\": \"2024\", \"affected\"");
    assertThat(holes(json, openssl("3.0.8-1"))).isEmpty();
  }

  @Test
  void listsAreArraysArchivesAndDirectoriesToo() throws IOException {
    assertThat(holes("[" + OPENSSL + "," + OPENSSL + "]", openssl("3.0.8-1"))).hasSize(2);
    assertThat(AdvisoryList.holes(folder, List.of(openssl("3.0.8-1")))).hasSize(2);
    var archive = folder.resolve("all.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("DSA-5417-1.json"));
      zip.write(OPENSSL.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(AdvisoryList.holes(archive, List.of(openssl("3.0.8-1")))).hasSize(1);
  }

  @Test
  void whatIsNoListIsRefusedByName() {
    assertThatThrownBy(() -> holes("{\"id\": ", openssl("1")))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("list.json");
    assertThatThrownBy(() -> AdvisoryList.holes(folder.resolve("none"), List.of()))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("none");
  }

  @Test
  void packagesAreWhatTheyWereBuiltOf() {
    var ssl = Map.of("distro", "debian-12", "upstream", "openssl");
    assertThat(Suspect.of(new FoundPackage("deb", "debian", "libssl3", "3.0.9-1", ssl, "")))
        .isEqualTo(new Suspect("Debian:12", "openssl", "3.0.9-1"));
    var gcc = Map.of("distro", "ubuntu-22.04", "upstream", "gcc-12@12.2.0-14");
    assertThat(Suspect.of(new FoundPackage("deb", "ubuntu", "libgcc-s1", "12.2.0-14+b1", gcc, "")))
        .isEqualTo(new Suspect("Ubuntu:22.04", "gcc-12", "12.2.0-14"))
        .matches(suspect -> suspect.isOf("Ubuntu:22.04:LTS"));
    var musl = Map.of("distro", "alpine-3.19.1");
    assertThat(Suspect.of(new FoundPackage("apk", "alpine", "musl", "1.2.4-r2", musl, "")))
        .isEqualTo(new Suspect("Alpine:v3.19", "musl", "1.2.4-r2"));
    assertThat(Suspect.of(new FoundPackage("maven", "org.example", "a", "1", Map.of(), "")))
        .isEqualTo(new Suspect("Maven", "org.example:a", "1"));
  }
}
