package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod whose manifest names another runtime. */
@EndToEnd
@Requires("command:crun")
class PlayedRuntimeTest {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: classed}
      spec:
        runtimeClassName: crun
        shareProcessNamespace: true
        containers:
        - {name: one, image: "busybox:1.36", command: [sh, -c, "echo begun; exec sleep 100"]}
        - {name: two, image: "busybox:1.36", command: [sleep, "200"]}
      """;

  @TempDir static Path folder;
  private static Player player;

  @BeforeAll
  static void open() throws IOException {
    var settings = folder.resolve("engine.json");
    Files.writeString(settings, "{\"runtimes\": {\"crun\": {}}}");
    var jug = new Jug();
    player = new Player(jug, folder);
    jug.run("engine", "start", "--config-file", settings.toString()).ok();
    var archive = folder.resolve("box.tar").toString();
    var box = BusyboxRootfs.shared().toString();
    Jug.finish(jug.start(List.of("tar", "-cf", archive, "-C", box, ".")), new byte[0]).ok();
    jug.run("import", archive, "busybox:1.36").ok();
  }

  @AfterAll
  static void close() {
    player.takeAllDown();
    player.jug().close();
  }

  @Test
  void itsContainersAreMadeByThatOne() throws IOException {
    player.play("pod.yaml", POD).ok();

    eventually(() ->
        assertThat(player.jug().run("kube", "logs", "-c", "one", "classed").text())
            .isEqualTo("begun"));
    eventually(() -> assertThat(makers()).containsExactly("crun", "crun"));
  }

  @Test
  void oneThatIsNotThereIsToldBeforeThereIsAPod() {
    var text = POD.replace("classed", "other").replace("ClassName: crun", "ClassName: kata");
    var refused = player.play("other.yaml", text);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("Pod/other: spec.runtimeClassName: unknown or invalid runtime name: kata")
        .contains("There are crun, jug");
    assertThat(player.jug().run("kube", "ls", "--format", "{{.File}}").text())
        .doesNotContain("other");
  }

  /** Whoever made a container is noted in its run directory. */
  private static List<String> makers() throws IOException {
    try (var runs = Files.list(player.jug().place().resolve("run/live/containers"))) {
      return runs.map(run -> run.resolve("runtime"))
          .filter(Files::exists)
          .map(PlayedRuntimeTest::name)
          .toList();
    }
  }

  private static String name(Path note) {
    try {
      return Files.readAllLines(note).get(1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
