package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Docker's engine and we, who exchange images through a registry and in archives. */
@EndToEnd
@Requires({"command:docker-registry", "command:dockerd", "command:docker", "busybox"})
class DockerImagesTest {
  @TempDir static Path folder;
  private static Island island;
  private static DockerDaemon docker;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;
  private static String made;

  @BeforeAll
  static void open() {
    island = new Island();
    docker = new DockerDaemon(island);
    registry = RealRegistry.plain(folder.resolve("registry"), island);
    user = new ImageUser(folder, island.prefix());
    name = registry.name() + "/team/app:1";
    user.makeImage(name, "hello", "world");
    user.run("push", name).ok();
    docker.run("pull", name).ok();
    made = registry.name() + "/docker/made:1";
    makeWithDocker();
    docker.run("push", made).ok();
  }

  @AfterEach
  void removeImages() {
    docker.run("image", "prune", "-f");
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
    docker.close();
    island.close();
  }

  @Test
  void whatWePushedDockerRuns() {
    assertThat(docker.printed(name, "cat", "/content", "/more")).isEqualTo("helloworld");
    assertThat(docker.printed(name)).as("the image's command").isEqualTo("hello");
    assertThat(docker.run("inspect", "-f", "{{.Id}}", name).text())
        .isEqualTo(user.run("images", "-q", "--no-trunc", name).text());
  }

  /** Docker's commit, with all that says how an image runs. */
  private static void makeWithDocker() {
    docker
        .run(
            "run",
            "--name",
            "maker",
            "--network",
            "none",
            "--ulimit",
            "nofile=20000:20000",
            name,
            "sh",
            "-c",
            "echo dockers >/dockers; rm /more; mkdir /work; chown 7:8 /work")
        .ok();
    docker
        .run(
            "commit",
            "-m",
            "by docker",
            "-a",
            "somebody",
            "-c",
            "ENV A=\"b c\"",
            "-c",
            "USER 7:8",
            "-c",
            "WORKDIR /work",
            "-c",
            "LABEL one=1",
            "-c",
            "EXPOSE 80/tcp",
            "-c",
            "VOLUME /data",
            "-c",
            "ENTRYPOINT [\"sh\", \"-c\"]",
            "-c",
            "CMD [\"id -u; id -g; pwd; echo $A\"]",
            "-c",
            "HEALTHCHECK --interval=5s CMD true",
            "maker",
            made)
        .ok();
    docker.run("rm", "maker").ok();
  }

  @Test
  void whatDockerPushedWeRun() {
    assertThat(user.run("run", "--rm", made).text()).isEqualTo("7\n8\n/work\nb c");
    assertThat(user.run("run", "--rm", made, "cat /dockers; ls /more 2>&1").out())
        .startsWith("dockers\nls: /more: No such file");
    assertThat(user.run("history", made).text()).contains("by docker");
    user.run("push", made, registry.name() + "/jug/made:1").ok();
    docker.run("pull", registry.name() + "/jug/made:1").ok();
    assertThat(docker.printed(registry.name() + "/jug/made:1")).isEqualTo("7\n8\n/work\nb c");
  }

  @Test
  void whatDockerSavedWeLoad() {
    var archive = folder.resolve("docker.tar").toString();
    docker.run("tag", made, "saved/by:docker").ok();
    docker.run("tag", made, "saved/by:again").ok();
    docker.run("save", "-o", archive, "saved/by:docker", "saved/by:again", name).ok();

    assertThat(user.run("load", "-i", archive).text())
        .contains("Loaded image: saved/by:docker")
        .contains("Loaded image: saved/by:again");

    assertThat(user.run("run", "--rm", "saved/by:again").text()).isEqualTo("7\n8\n/work\nb c");
    assertThat(user.run("inspect", "saved/by:again").text())
        .contains(docker.run("inspect", "-f", "{{.Id}}", "saved/by:again").text());
  }

  @Test
  void whatWeSavedDockerLoads() {
    var archive = folder.resolve("jug.tar").toString();
    user.run("tag", name, "saved/by:jug").ok();
    user.makeImage("saved/second", "second");
    user.run("save", "-o", archive, "saved/by:jug", "saved/second").ok();

    assertThat(docker.run("load", "-i", archive).text())
        .contains("Loaded image: saved/by:jug")
        .contains("Loaded image: saved/second:latest");

    assertThat(docker.printed("saved/by:jug", "cat", "/more")).isEqualTo("world");
    assertThat(docker.printed("saved/second")).isEqualTo("second");
  }

  private static JsonNode inspected(String json) {
    return JsonMapper.shared().readTree(json).get(0);
  }

  private static Set<String> keys(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }

  /** Docker 20.10 shows what only its builder and its containers know; newer ones do not. */
  private static final Set<String> DOCKERS_OWN =
      Set.of(
          "AttachStderr",
          "AttachStdout",
          "Parent",
          "Container",
          "ContainerConfig",
          "DockerVersion",
          "VirtualSize",
          "Hostname",
          "Image");

  private static boolean isEmpty(JsonNode value) {
    return value.isContainer() ? value.isEmpty() : List.of("", "false").contains(value.asString());
  }

  @Test
  void inspectHasDockersShape() {
    user.run("pull", made).ok();

    var theirs = inspected(docker.run("inspect", made).text());
    var ours = inspected(user.run("inspect", made).text());

    var expected = keys(theirs);
    expected.removeAll(DOCKERS_OWN);
    assertThat(keys(ours)).containsAll(expected);
    for (var field :
        List.of("Id", "RepoTags", "Comment", "Created", "Author", "Architecture", "Os", "RootFS")) {
      assertThat(ours.get(field)).as(field).isEqualTo(theirs.get(field));
    }
    for (var field : theirs.get("Config").properties()) {
      if (!DOCKERS_OWN.contains(field.getKey()) && !isEmpty(field.getValue())) {
        assertThat(ours.get("Config").get(field.getKey()))
            .as(field.getKey())
            .isEqualTo(field.getValue());
      }
    }
    assertThat(ours.get("RepoDigests").toString())
        .contains(theirs.get("RepoDigests").get(0).asString());
  }

  @Test
  void historyIsDockers() {
    user.run("pull", made).ok();

    assertThat(steps(user.run("history", "--no-trunc", "--format", "json", made).text()))
        .isEqualTo(
            steps(docker.run("history", "--no-trunc", "--format", "{{json .}}", made).text()));
  }

  private static List<Map<String, String>> steps(String lines) {
    var steps = new ArrayList<Map<String, String>>();
    for (var line : lines.lines().toList()) {
      var step = JsonMapper.shared().readTree(line);
      steps.add(
          Map.of(
              "CreatedBy", step.get("CreatedBy").asString(),
              "Comment", step.get("Comment").asString()));
    }
    return steps;
  }
}
