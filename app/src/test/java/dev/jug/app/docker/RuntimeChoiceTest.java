package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which runtimes there are, and what cannot be asked of them. */
@EndToEnd
@Requires({"command:docker", "command:crun"})
class RuntimeChoiceTest {
  private static final String SETTINGS =
      """
      {"default-runtime": "crun",
       "runtimes": {
         "crun": {"path": "/usr/bin/crun", "runtimeArgs": ["--debug"]},
         "gone": {"path": "/nowhere/runtime"}}}
      """;

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() throws IOException {
    var settings = Files.writeString(folder.resolve("e.json"), SETTINGS);
    var jug = new Jug();
    jug.run("engine", "start", "--config-file", settings.toString()).ok();
    docker = new Docker(folder, jug);
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static String out(String... words) {
    return docker.run(words).text();
  }

  @Test
  void theDefaultIsWhatNobodySays() {
    assertThat(out("info", "-f", "{{.DefaultRuntime}}")).isEqualTo("crun");
    assertThat(out("info", "-f", "{{range $name, $_ := .Runtimes}}{{$name}} {{end}}"))
        .isEqualTo("crun gone jug");
    assertThat(made()).isEqualTo("crun");
    assertThat(made("--runtime", "jug")).isEqualTo("jug");
    // What clients send who mean the engine's own.
    assertThat(made("--runtime", "runc")).isEqualTo("jug");
  }

  private static String made(String... options) {
    var words = new ArrayList<>(List.of("create"));
    words.addAll(List.of(options));
    words.addAll(List.of("box:1", "true"));
    var id = out(words.toArray(String[]::new));
    try {
      return out("inspect", "-f", "{{.HostConfig.Runtime}}", id);
    } finally {
      out("rm", id);
    }
  }

  @Test
  void whatIsNotThereIsRefused() {
    for (var name : List.of("foo", "gone")) {
      assertThat(docker.run("create", "--runtime", name, "box:1").err())
          .contains("unknown or invalid runtime name: " + name);
    }
    assertThat(docker.run("create", "--runtime", "gone", "box:1").err())
        .contains("/nowhere/runtime");
    assertThat(docker.jug().run("run", "--runtime", "foo", "box:1", "true").err())
        .contains("unknown or invalid runtime name: foo")
        .contains("There are crun, gone, jug");
  }

  @Test
  void whatOnlyOurOwnCanDoIsRefused() {
    refused("--init", "--init");
    refused("a user namespace", "--userns", "auto");
    refused("--security-opt landlock", "--security-opt", "landlock=default");
    refused("shared with the host", "-v", "/tmp:/t:rshared");
  }

  private static void refused(String why, String... options) {
    var words = new ArrayList<>(List.of("create", "--runtime", "crun"));
    words.addAll(List.of(options));
    words.add("box:1");
    assertThat(docker.jug().run(words.toArray(String[]::new)).err())
        .contains("runtime crun cannot be combined with")
        .contains(why);
  }

  @Test
  void aPlanSaysWhatTheRuntimeIsToldToDo() {
    out("create", "--name", "one", "box:1");
    assertThat(docker.jug().run("explain", "one").text())
        .contains("PR_SET_CHILD_SUBREAPER")
        .contains("EXEC([\"/usr/bin/crun\"]");
    out("rm", "one");
  }

  @Test
  void buildsAndWhatBelongsToTheEngineAreItsOwn() {
    docker.file("Dockerfile", "FROM box:1\nRUN touch /made\n");
    docker.run("build", "-t", "box:2", folder.toString()).ok();
    assertThat(out("run", "--rm", "box:2", "ls", "/made")).isEqualTo("/made");
  }
}
