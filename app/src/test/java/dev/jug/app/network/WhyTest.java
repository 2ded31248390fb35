package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine says about who reaches whom, beside what packets do. */
@EndToEnd
@Requires("command:docker")
class WhyTest {
  @TempDir static Path folder;
  private static Docker docker;
  private static Outside outside;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
    outside = new Outside(folder);
    outside.has("11.77.0.1", "11.77.0.2");
    outside.serve(80);
    docker.run("network", "create", "-o", "dev.jug.policy=deny", "app").ok();
    docker.run("network", "create", "back").ok();
    docker.run("network", "create", "--internal", "inner").ok();
    docker
        .run("network", "create", "-o", "com.docker.network.bridge.enable_icc=false", "apart")
        .ok();
    for (var name : List.of("web", "db", "spy")) {
      server(name, "--network", "app", "--label", "role=" + name);
    }
    server("pub", "--network", "back", "-p", "45684:80");
    server("near", "--network", "back", "--egress", "lan");
    server("lone", "--network", "inner");
    server("left", "--network", "apart");
    server("right", "--network", "apart", "--net-out", "10mbit");
    jug(
        "network",
        "policy",
        "create",
        "--network",
        "app",
        "--from",
        "role=web",
        "--to",
        "role=db",
        "--port",
        "80/tcp",
        "web-to-db");
    Jug.eventually(() -> assertThat(reaches("web", "db")).isTrue());
  }

  @AfterAll
  static void close() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
    outside.close();
    docker.close();
  }

  private static void server(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(Arrays.asList(options));
    words.add("box:1");
    words.addAll(Web.server());
    jug(words.toArray(String[]::new));
  }

  private static String jug(String... words) {
    return docker.jug().run(words).ok().text();
  }

  private static boolean reaches(String from, String to) {
    return !Web.get(docker, from, address(to), 80).isEmpty();
  }

  private static String address(String to) {
    var template = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
    return to.contains(".") ? to : docker.run("inspect", "-f", template, to).text();
  }

  private static String why(String from, String to) {
    var said = docker.jug().run("network", "why", from, to, "80");
    boolean reaches = reaches(from, to);
    assertThat(said.code()).as(said.out()).isEqualTo(reaches ? 0 : 1);
    assertThat(said.out()).contains(reaches ? " reaches " : " does not reach ");
    return said.out();
  }

  @Test
  void itSaysWhatPacketsDo() {
    assertThat(why("web", "db")).contains("policy web-to-db lets it through");
    assertThat(why("spy", "db"))
        .contains("no policy lets it through")
        .contains("jug network policy create --network app --from role=spy --to role=db");
    assertThat(why("near", "pub")).contains("may reach lan").contains("reach one another");
    assertThat(why("near", "11.77.0.2"))
        .contains("this is none of it")
        .contains("jug update --egress lan --egress 11.77.0.2:80/tcp near");
    assertThat(why("pub", "11.77.0.2")).contains("leaves as the host");
    assertThat(why("lone", "11.77.0.2")).contains("jug network connect bridge lone");
    assertThat(why("left", "right")).contains("keeps its containers apart");
    assertThat(why("lone", "web")).contains("jug network connect app lone");
  }

  /** What to change is what is to be changed. */
  @Test
  void itsRemedyHelps() {
    var remedy =
        why("spy", "web").lines().filter(line -> line.startsWith("To change that: ")).findFirst();
    var words = remedy.orElseThrow().replace("To change that: jug ", "").replace("NAME", "spies");
    jug(words.split(" "));
    assertThat(why("spy", "web")).contains("policy spies lets it through");
    jug("network", "policy", "rm", "app/spies");
  }

  @Test
  void itTellsOfPortsThatArePublishedAndOfNobodyThere() {
    assertThat(docker.jug().run("network", "why", "web", "pub", "80").out())
        .contains("port 45684 of the host leads to it");
    assertThat(docker.jug().run("network", "why", "near", "pub", "81").out())
        .contains("nothing listens there");
    assertThat(docker.jug().run("network", "why", "--format", "{{.Reached}}", "web", "db", "80"))
        .extracting(Jug.Result::text)
        .isEqualTo("true");
    assertThat(docker.jug().run("network", "why", "web", "db", "http").err())
        .contains("invalid containerPort: http");
  }

  @Test
  void explainAndTreeShowTheSame() {
    assertThat(jug("explain", "near"))
        .containsPattern("network back, device br-[0-9a-f]{12}")
        .containsPattern("cable +veth[0-9a-f]{7} \\(host\\) - eth0 \\(container\\)")
        .contains("may reach lan, nothing else");
    assertThat(jug("explain", "web")).contains("web-to-db");
    assertThat(jug("explain", "pub")).contains("0.0.0.0:45684->80/tcp");
    assertThat(jug("network", "ls", "--tree"))
        .containsPattern("near .* egress lan")
        .containsPattern("right .* out 10mbit")
        .containsPattern("app .* deny");
  }
}
