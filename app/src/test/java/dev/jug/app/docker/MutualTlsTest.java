package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.image.Authority;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stock client over TCP, where both sides show certificates: all that works nearby works. */
@EndToEnd
@Requires({"command:docker", "command:openssl"})
class MutualTlsTest {
  private static final String HERE = "IP:127.0.0.1";
  private static final int LARGE = 3_000_000;

  @TempDir static Path folder;
  private static Jug jug;
  private static Authority ours;
  private static Authority others;
  private static String place;

  @BeforeAll
  static void open() throws IOException {
    jug = new Jug();
    ours = new Authority(folder.resolve("ours")).issue("server", HERE).issue("client", HERE);
    others = new Authority(folder.resolve("others")).issue("client", HERE);
    jug.run(
            "engine",
            "start",
            "-H",
            "tcp://127.0.0.1:0",
            "--tlsverify",
            "--tlscacert",
            file(ours, "ca.crt"),
            "--tlscert",
            file(ours, "server.crt"),
            "--tlskey",
            file(ours, "server.key"))
        .ok();
    var status = jug.run("engine", "status").text().lines();
    place = status.filter(line -> line.startsWith("docker:")).findFirst().orElseThrow();
    place = place.replaceFirst("docker: +", "");
    docker("run", "-d", "--name", "box", "host", "sleep", "999").ok();
  }

  @AfterAll
  static void close() {
    docker("rm", "-f", "box").ok();
    jug.close();
  }

  private static String file(Authority authority, String name) {
    return authority.path(name).toString();
  }

  private static Result docker(String... words) {
    return feed(new byte[0], words);
  }

  private static Result feed(byte[] input, String... words) {
    return feed(input, keys(ours), words);
  }

  private static Result feed(byte[] input, List<String> keys, String... words) {
    var command = new ArrayList<>(List.of("env", "DOCKER_CONFIG=" + folder.resolve("client")));
    command.addAll(List.of("docker", "-H", place));
    command.addAll(keys);
    command.addAll(List.of(words));
    return Jug.finish(jug.start(command), input);
  }

  private static List<String> keys(Authority client) {
    return List.of(
        "--tlsverify",
        "--tlscacert",
        file(ours, "ca.crt"),
        "--tlscert",
        file(client, "client.crt"),
        "--tlskey",
        file(client, "client.key"));
  }

  @Test
  void streamsAreTakenOverAndEndApart() {
    assertThat(feed(text("typed"), "run", "--rm", "-i", "host", "sh", "-c", "cat; echo end").text())
        .isEqualTo("typedend");
    var ended = feed(text("in"), "exec", "-i", "box", "sh", "-c", "cat; echo no >&2; exit 3");
    assertThat(ended).isEqualTo(new Result(3, "in", "no\n"));
    docker("run", "-d", "-i", "--name", "late", "host", "cat").ok();
    assertThat(feed(text("later"), "attach", "late").text()).isEqualTo("later");
    assertThat(docker("logs", "-f", "late").text()).isEqualTo("later");
    docker("rm", "late").ok();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void largeStreamsArriveWhole() throws IOException {
    var noise = new byte[LARGE];
    new Random(1).nextBytes(noise);
    var sent = Files.write(folder.resolve("noise"), noise);
    var back = folder.resolve("back");

    var lines = feed(noise, "exec", "-i", "box", "od", "-An", "-v", "-tx1").out();
    assertThat(lines.replaceAll("\\s", "")).hasSize(2 * LARGE).isEqualTo(hex(noise));
    docker("cp", sent.toString(), "box:/tmp/noise").ok();
    docker("cp", "box:/tmp/noise", back.toString()).ok();
    assertThat(back).hasSameBinaryContentAs(sent);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void aTerminalIsAnywhere() {
    var keys = String.join(" ", keys(ours));
    var script = "docker -H " + place + " " + keys + " exec -it box sh -c 'read a; echo got:$a'";

    assertThat(jug.inTerminal("echo ready; " + script, "ready", "word\r").text())
        .contains("got:word");
  }

  @DisplayName("G28: who is not known, or says nothing, is refused")
  @Test
  void whoIsNotKnownIsRefused() {
    var nobody = List.of("--tlsverify", "--tlscacert", file(ours, "ca.crt"));

    assertRefused(feed(new byte[0], keys(others), "version"), "tls: unknown certificate");
    assertRefused(feed(new byte[0], nobody, "version"), "tls: certificate required");
    assertRefused(
        feed(new byte[0], List.of(), "version"), "Client sent an HTTP request to an HTTPS server.");
    assertThat(docker("version", "--format", "{{.Server.Os}}").text()).isEqualTo("linux");
  }

  private static void assertRefused(Result result, String why) {
    assertThat(result.code()).as(result.toString()).isEqualTo(1);
    assertThat(result.err()).contains(why);
  }
}
