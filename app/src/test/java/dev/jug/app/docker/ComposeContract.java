package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A project of several services, with any version of Compose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ComposeContract {
  private final String program;
  private Docker docker;
  private Compose shop;

  private static final String PROJECT =
      """
      services:
        db:
          image: box:1
          init: true
          command: sh -c "sleep 0.5; echo stored >/www/index.html; touch /www/ready; exec httpd -f -p 80 -h /www"
          tmpfs: /www
          healthcheck:
            test: [CMD, wget, -qO-, http://127.0.0.1/ready]
            interval: 100ms
            retries: 100
          networks:
            back:
              aliases: [store]
        web:
          image: box:1
          init: true
          command: sh -c "echo started; wget -qO /tmp/index.html http://store/ && exec httpd -f -p 80 -h /tmp"
          depends_on:
            db:
              condition: service_healthy
          env_file: web.env
          environment:
            SIZE: large
          labels:
            shop.part: window
          ports: ["80"]
          volumes: ["./data:/data:ro"]
          networks: [front, back]
          restart: unless-stopped
          secrets: [token]
        street:
          image: box:1
          init: true
          command: sleep 999
          networks: [front]
      networks:
        front:
        back:
          internal: true
      secrets:
        token:
          file: ./token
      """;

  ComposeContract(String program) {
    this.program = program;
  }

  @BeforeAll
  void open(@TempDir Path folder) throws IOException {
    docker = new Docker(folder);
    shop = new Compose(program, docker, "shop", List.of(docker.file("shop.yml", PROJECT)));
    docker.file("web.env", "COLOUR=green\n");
    docker.file("token", "secret");
    Files.createDirectory(folder.resolve("data"));
    docker.file("data/file", "bound");
    shop.run("up", "-d").ok();
  }

  @AfterAll
  void close() {
    shop.run("down", "-v", "-t", "0").ok();
    assertThat(docker.run("ps", "-aq").text()).isEmpty();
    assertThat(docker.run("network", "ls", "-q").text().lines()).hasSize(3);
    docker.close();
  }

  private String inspect(String id, String template) {
    return docker.run("inspect", "-f", template, id).text();
  }

  /** Which of the host's ports leads to the web service. */
  private String port() {
    return docker.run("port", shop.id("web"), "80/tcp").text().replaceFirst("(?s).*:", "");
  }

  /** What the web service's published port serves. */
  private String page() throws IOException {
    URLConnection connection =
        URI.create("http://127.0.0.1:" + port() + "/").toURL().openConnection();
    connection.setConnectTimeout(5_000);
    connection.setReadTimeout(5_000);
    try (var in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void pageIsServed() {
    Jug.eventually(() -> {
      try {
        assertThat(page()).isEqualTo("stored\n");
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }

  /** Runs a command in a service's container. */
  private Jug.Result in(String service, String... command) {
    var words = new ArrayList<>(List.of("exec", shop.id(service)));
    words.addAll(List.of(command));
    return docker.run(words.toArray(String[]::new));
  }

  @Test
  void servicesWaitForTheHealthOfOthersAndFindThemByAlias() {
    pageIsServed();
    var db = shop.id("db");
    assertThat(inspect(db, "{{.State.Health.Status}}")).isEqualTo("healthy");
    assertThat(Instant.parse(inspect(shop.id("web"), "{{.State.StartedAt}}")))
        .isAfter(Instant.parse(inspect(db, "{{.State.StartedAt}}")).plusMillis(500));
    assertThat(shop.run("ps").text())
        .containsPattern("shop.db.1")
        .contains("(healthy)", ":" + port() + "->80/tcp");
    assertThat(shop.run("port", "web", "80").text()).isEqualTo("0.0.0.0:" + port());
  }

  @Test
  void theyAreOnTheirNetworksOnly() {
    pageIsServed();
    assertThat(in("street", "wget", "-qO-", "http://web/").text()).isEqualTo("stored");
    assertThat(in("street", "wget", "-qO-", "http://store/").err()).contains("bad address");
    assertThat(in("street", "ip", "route").text()).contains("default");
    assertThat(in("db", "ip", "route").text()).isNotEmpty().doesNotContain("default");
  }

  @Test
  void environmentSecretsLabelsAndDirectoriesArrive() {
    var script = "echo $COLOUR $SIZE; cat /run/secrets/token /data/file; touch /data/x 2>&1";
    assertThat(shop.run("exec", "-T", "web", "sh", "-c", script).out())
        .startsWith("green large\nsecretbound")
        .contains("Read-only file system");
    var web = shop.id("web");
    assertThat(inspect(web, "{{index .Config.Labels \"shop.part\"}}")).isEqualTo("window");
    assertThat(inspect(web, "{{.HostConfig.RestartPolicy.Name}}")).isEqualTo("unless-stopped");
  }

  @Test
  void logsExecsAndSingleRuns() {
    pageIsServed();
    assertThat(shop.run("logs", "--no-color", "web").text()).containsPattern("web.1 +\\| started");
    assertThat(shop.run("top", "street").text()).contains("sleep 999");
    assertThat(shop.run("exec", "-T", "street", "sh", "-c", "exit 5").code()).isEqualTo(5);
    var script = "wget -qO- http://web/; exit 4";
    var ran = shop.run("run", "--rm", "-T", "street", "sh", "-c", script);
    assertThat(ran.code()).isEqualTo(4);
    assertThat(ran.out()).isEqualTo("stored\n");
    assertThat(shop.id("street").lines()).hasSize(1);
  }

  @Test
  void moreOfOneAndFewerAgain() {
    shop.run("up", "-d", "-t", "0", "--scale", "street=3").ok();
    assertThat(shop.id("street").lines()).hasSize(3);

    shop.run("up", "-d", "-t", "0", "--scale", "street=1").ok();
    assertThat(shop.id("street").lines()).hasSize(1);
  }

  @Test
  void onlyWhatChangedIsMadeAnew() {
    var change = docker.file("change.yml", "services: {street: {environment: {SIDE: sunny}}}");
    var street = shop.id("street");
    var others = shop.id("db") + shop.id("web");

    shop.with(change).run("up", "-d", "-t", "0").ok();
    assertThat(shop.id("street")).isNotEqualTo(street);
    assertThat(shop.id("db") + shop.id("web")).isEqualTo(others);
    assertThat(in("street", "sh", "-c", "echo $SIDE").text()).isEqualTo("sunny");
    street = shop.id("street");
    shop.with(change).run("up", "-d").ok();
    assertThat(shop.id("street")).isEqualTo(street);
  }

  @Test
  void theyStopStartAndRestart() {
    var other = shop.as("other");
    other.run("up", "-d").ok();
    var web = other.id("web");
    other.run("pause", "street").ok();
    assertThat(inspect(other.id("street"), "{{.State.Status}}")).isEqualTo("paused");
    other.run("unpause", "street").ok();
    other.run("stop").ok();
    assertThat(inspect(web, "{{.State.Status}}")).isEqualTo("exited");
    other.run("start").ok();
    assertThat(other.id("web")).isEqualTo(web);
    var before = inspect(web, "{{.State.StartedAt}}");
    other.run("restart", "web").ok();
    assertThat(inspect(web, "{{.State.StartedAt}}")).isNotEqualTo(before);
    other.run("kill", "street").ok();
    assertThat(inspect(other.id("street"), "{{.State.ExitCode}}")).isEqualTo("137");
    other.run("rm", "-f", "street").ok();
    assertThat(other.id("street")).isEmpty();

    other.run("down", "-t", "0").ok();
    assertThat(other.containers("com.docker.compose.service")).isEmpty();
    assertThat(docker.run("network", "ls", "-q", "-f", "name=other_").text()).isEmpty();
  }
}
