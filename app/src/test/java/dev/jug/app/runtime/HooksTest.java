package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hooks at their six points, and what their failures mean. */
@EndToEnd
class HooksTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private Path trace() {
    return runtime.folder().resolve("trace");
  }

  private static String hook(String script) {
    return "{\"path\": \"/bin/sh\", \"args\": [\"sh\", \"-c\", "
        + Bundle.quoted(script)
        + "],"
        + " \"env\": [\"H=v\"]}";
  }

  private String writes(String name) {
    return "\""
        + name
        + "\": ["
        + hook("echo " + name + " $H >>" + trace() + "; cat >>" + trace() + ".json")
        + "]";
  }

  @Test
  void eachRunsAtItsPoint() {
    var outside =
        String.join(
            ", ",
            writes("prestart"),
            writes("createRuntime"),
            writes("createContainer"),
            writes("poststart"),
            writes("poststop"));
    runtime.bundle(
        new Bundle().hooks(outside + ", \"startContainer\": [" + hook("echo $H >/tmp/mark") + "]"),
        "sh",
        "-c",
        "cat /tmp/mark; sleep 1000");

    runtime.create("c").ok();
    assertThat(OciRuntime.read(trace()))
        .isEqualTo("prestart v\ncreateRuntime v\ncreateContainer v\n");
    runtime.run("start", "c").ok();
    Jug.eventually(() -> assertThat(runtime.output()).isEqualTo("v\n"));
    assertThat(OciRuntime.read(trace())).endsWith("poststart v\n");
    runtime.run("delete", "-f", "c").ok();
    assertThat(OciRuntime.read(trace())).endsWith("poststop v\n");
    assertThat(OciRuntime.read(Path.of(trace() + ".json")))
        .contains("\"id\":\"c\"", "\"status\":\"creating\"", "\"status\":\"stopped\"")
        .contains("\"key\":\"value\"", "\"bundle\":\"" + runtime.folder().resolve("bundle"));
  }

  @Test
  void theyRunInTheirNamespaces() {
    var note = "hostname >>" + trace() + "; readlink /proc/self/ns/mnt >>" + trace();
    runtime.bundle(
        new Bundle()
            .hooks(
                "\"createRuntime\": ["
                    + hook(note)
                    + "], \"createContainer\": ["
                    + hook(note)
                    + "]"),
        "true");

    runtime.create("c").ok();

    var lines = OciRuntime.read(trace()).lines().toList();
    assertThat(lines.get(1)).isNotEqualTo(lines.get(3)).startsWith("mnt:");
  }

  @Test
  void aFailureBeforeTheStartLeavesNothing() {
    for (var point : new String[] {"prestart", "createRuntime", "createContainer"}) {
      runtime.bundle(
          new Bundle().hooks("\"" + point + "\": [" + hook("echo reason >&2; exit 3") + "]"),
          "true");

      assertThat(runtime.create("c").err())
          .isEqualTo(
              "create failed: hooks." + point + "[0]: /bin/sh exited with status 3: reason\n");
      assertThat(runtime.run("list", "-q").text()).isEmpty();
    }
  }

  @Test
  void aFailureAtTheStartStopsTheContainer() {
    for (var point : new String[] {"startContainer", "poststart"}) {
      runtime.bundle(
          new Bundle().hooks("\"" + point + "\": [" + hook("exit 3") + "]"), "sleep", "1000");
      runtime.create("c").ok();

      assertThat(runtime.run("start", "c").err())
          .isEqualTo("start failed: hooks." + point + "[0]: /bin/sh exited with status 3\n");
      runtime.awaitStatus("c", "stopped");
      runtime.run("delete", "c").ok();
    }
  }

  @Test
  void aFailureAfterTheEndIsOnlyAWarning() {
    var second = hook("echo second >>" + trace());
    runtime.bundle(
        new Bundle().hooks("\"poststop\": [" + hook("exit 3") + ", " + second + "]"), "true");
    runtime.create("c").ok();

    runtime.run("delete", "-f", "c").ok();

    assertThat(OciRuntime.read(trace())).isEqualTo("second\n");
  }

  @Test
  void oneThatTakesTooLongIsKilled() {
    runtime.bundle(
        new Bundle()
            .hooks(
                "\"createRuntime\": [{\"path\": \"/bin/sleep\", \"args\": [\"sleep\", \"60\"],"
                    + " \"timeout\": 1}]"),
        "true");

    assertThat(runtime.create("c").err())
        .isEqualTo("create failed: hooks.createRuntime[0]: /bin/sleep did not end within 1 s\n");
  }

  @Test
  void oneThatIsNotThereIsNamed() {
    runtime.bundle(
        new Bundle().hooks("\"createRuntime\": [{\"path\": \"/nonexistent/hook\"}]"), "true");

    assertThat(runtime.create("c").err())
        .contains("hooks.createRuntime[0]: ", "/nonexistent/hook", "no such file or directory");
    assertThat(Files.exists(runtime.root().resolve("c"))).isFalse();
  }
}
