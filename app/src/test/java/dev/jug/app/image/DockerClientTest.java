package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.docker.Docker;
import dev.jug.app.docker.RawClient;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries, through the stock docker client and an engine of ours. */
@EndToEnd
@Requires({"command:docker", "command:docker-registry", "command:htpasswd"})
class DockerClientTest {
  @TempDir static Path folder;
  private static Docker docker;
  private static RealRegistry open;
  private static RealRegistry closed;

  @BeforeAll
  static void open() throws IOException {
    var file = folder.resolve("htpasswd");
    Files.writeString(file, Programs.output("htpasswd", "-Bbn", "me", "pass:word"));
    open = RealRegistry.plain(folder.resolve("open"));
    closed =
        RealRegistry.start(
            folder.resolve("closed"), "", "auth: {htpasswd: {realm: here, path: " + file + "}}");
    docker = new Docker(folder);
  }

  @AfterAll
  static void close() {
    docker.close();
    closed.close();
    open.close();
  }

  @Test
  void imagesGoAndComeAndAreFetchedWhenTheyAreNeeded() {
    var name = open.name() + "/team/app:1";
    docker.run("tag", "box:1", name).ok();
    assertThat(docker.run("push", name).text())
        .contains("The push refers to repository [" + open.name() + "/team/app]")
        .containsPattern("1: digest: sha256:\\w{64} size: \\d+");
    docker.run("rmi", name).ok();

    assertThat(docker.run("pull", name).text())
        .contains("1: Pulling from team/app", "Status: Downloaded newer image for " + name);
    assertThat(docker.run("pull", name).text()).contains("Status: Image is up to date for " + name);
    docker.run("rmi", name).ok();

    var ran = docker.run("run", "--rm", name);
    assertThat(ran.ok().out()).isEqualTo("hello\n");
    assertThat(ran.err()).contains("Unable to find image '" + name + "' locally");
    assertThat(docker.run("pull", open.name() + "/team/nosuch:1").err()).contains("nosuch");
  }

  @Test
  void whoListensHearsWhatGoesAndComes() {
    var name = open.name() + "/team/told";
    docker.run("tag", "box:1", name + ":1").ok();
    docker.run("push", name + ":1").ok();
    docker.run("rmi", name + ":1").ok();
    docker.run("pull", name + ":1").ok();
    docker.run("pull", name + ":1").ok();

    var until = Long.toString(System.currentTimeMillis() / 1000 + 1);
    var format = "{{.Action}} {{.ID}} {{.Actor.Attributes.name}}";
    var events =
        docker.run(
            "events",
            "--since",
            "0",
            "--until",
            until,
            "--filter",
            "image=" + name,
            "--filter",
            "event=push",
            "--filter",
            "event=pull",
            "--format",
            format);
    var moved = " %1$s:1 %1$s".formatted(name);
    assertThat(events.text().lines())
        .containsExactly("push" + moved, "pull" + moved, "pull" + moved);
    docker.run("rmi", name + ":1").ok();
  }

  @Test
  void aRegistryIsAskedWhatItHas() throws IOException {
    var name = open.name() + "/team/asked:1";
    var archive = folder.resolve("box-1.tar").toString();
    docker.run("import", "--platform", "linux/arm64", archive, name).ok();
    var pushed = docker.run("push", name).text();
    docker.run("rmi", name).ok();
    var client = new RawClient(docker.socket());

    assertThat(client.ask("GET", "/distribution/" + name + "/json", ""))
        .startsWith("HTTP/1.1 200")
        .contains("\"Descriptor\":{", "\"architecture\":\"arm64\"", "\"os\":\"linux\"")
        .contains("\"digest\":\"" + pushed.replaceAll("(?s).*(sha256:\\w{64}).*", "$1") + "\"");
    assertThat(client.ask("GET", "/distribution/" + open.name() + "/team/nosuch:1/json", ""))
        .startsWith("HTTP/1.1 404");
    assertThat(docker.run("images", "-q", name).text()).isEmpty();
  }

  @Test
  void aRegistryIsShownWhoWeAre() {
    var name = closed.name() + "/team/app:1";
    docker.run("tag", "box:1", name).ok();
    assertThat(docker.run("push", name).code()).isEqualTo(1);
    assertThat(docker.feed("wrong", "login", "-u", "me", "--password-stdin", closed.name()).code())
        .isEqualTo(1);

    assertThat(
            docker.feed("pass:word", "login", "-u", "me", "--password-stdin", closed.name()).text())
        .contains("Login Succeeded");

    docker.run("push", name).ok();
    docker.run("rmi", name).ok();
    docker.run("pull", name).ok();
    docker.run("logout", closed.name()).ok();
    docker.run("rmi", name).ok();
    assertThat(docker.run("pull", name).code()).isEqualTo(1);
  }
}
