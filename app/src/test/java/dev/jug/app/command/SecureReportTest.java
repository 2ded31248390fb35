package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from an image to a process, as it is reported. */
@EndToEnd
class SecureReportTest {
  @TempDir static Path shared;
  private static UserBox box;
  private static Jug jug;

  @BeforeAll
  static void open() {
    box = UserBox.open(shared);
    jug = box.jug();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @AfterEach
  void nothingIsLeft() {
    box.clear();
  }

  private static List<String> report(String... names) {
    var command = new ArrayList<>(List.of("secure", "report", "--format", "json"));
    command.addAll(List.of(names));
    return jug.run(command.toArray(String[]::new)).out().lines().toList();
  }

  private static void start(String name, String... more) {
    var command = new ArrayList<>(List.of("run", "-d", "--network", "none"));
    command.addAll(List.of("--name", name));
    command.addAll(List.of(more));
    command.addAll(List.of("box", "sleep", "99"));
    jug.run(command.toArray(String[]::new)).ok();
  }

  @Test
  @DisplayName("G35: image, registry, host and runtime are gone through, and what holds is said")
  void everyStageIsWalked() {
    start("plain");
    start("open", "--privileged");

    var checks = report("plain", "open");
    assertThat(checks)
        .anyMatch(line -> line.contains("\"image\",\"Verdict\":\"fail\",\"What\":\"box: signature"))
        .anyMatch(
            line -> line.contains("\"registry\",\"Verdict\":\"fail\",\"What\":\"what is taken"))
        .anyMatch(
            line -> line.contains("\"registry\",\"Verdict\":\"pass\",\"What\":\"who is asked"))
        .anyMatch(line -> line.contains("\"Stage\":\"host\""))
        .anyMatch(line -> line.contains("\"pass\",\"What\":\"plain: what it may do"))
        .anyMatch(line -> line.contains("\"fail\",\"What\":\"open: what it may do"))
        .anyMatch(line -> line.contains("\"pass\",\"What\":\"plain: its programs"));

    jug.run("exec", "plain", "cp", "/bin/busybox", "/bin/evil").ok();
    assertThat(report("plain"))
        .anyMatch(line ->
            line.contains("\"fail\",\"What\":\"plain: its programs") && line.contains("/bin/evil"));

    var text = jug.run("secure", "report");
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out()).contains("STAGE", "VERDICT", "runtime", "open: what it may do");
    assertThat(jug.run("secure", "report", "nobody").err()).contains("No such container");
  }

  private static void image(String name, String version) throws IOException {
    var root = shared.resolve(name);
    Files.createDirectories(root.resolve("lib/apk/db"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=alpine\nVERSION_ID=3.19.1\n");
    Files.writeString(
        root.resolve("lib/apk/db/installed"),
        "P:libssl3\nV:" + version + "\nA:x86_64\no:openssl\n");
    var archive = shared.resolve(name + ".tar").toString();
    Jug.finish(jug.start(List.of("tar", "-cf", archive, "-C", root.toString(), ".")), new byte[0])
        .ok();
    jug.run("import", archive, name).ok();
    jug.run("create", "--network", "none", "--name", name, name, "true").ok();
  }

  @Test
  @DisplayName("G35: known holes of an image's packages are found in a list that is given")
  void knownHolesAreFound() throws IOException {
    image("old", "3.1.4-r1");
    image("new", "3.1.4-r5");
    var list = shared.resolve("osv.json");
    Files.writeString(
        list,
        """
        [{"id": "ALPINE-CVE-2023-6129", "affected": [{
          "package": {"ecosystem": "Alpine:v3.19", "name": "openssl"},
          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.1.4-r3"}]}]}]}]
        """);

    assertThat(report("old"))
        .anyMatch(line -> line.contains("\"unknown\",\"What\":\"old: known holes"));
    assertThat(report("--advisories", list.toString(), "old", "new"))
        .anyMatch(line ->
            line.contains("\"fail\",\"What\":\"old: known holes")
                && line.contains("ALPINE-CVE-2023-6129 in openssl 3.1.4-r1, closed in 3.1.4-r3"))
        .anyMatch(line -> line.contains("\"pass\",\"What\":\"new: known holes"));
    assertThat(jug.run("secure", "report", "--advisories", "/none.json", "old").err())
        .contains("reading advisories (/none.json) failed: No such file or directory");
  }
}
