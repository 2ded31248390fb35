package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the runtime tells about containers and itself, and how limits are changed. */
@EndToEnd
class ReportsTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private void running() {
    var limits = "\"resources\": {\"memory\": {\"limit\": 67108864}, \"pids\": {\"limit\": 50}}";
    runtime.bundle(new Bundle().linux(limits), "sleep", "1000");
    runtime.create("c").ok();
    runtime.run("start", "c").ok();
  }

  @Test
  void whatAContainerUses() {
    running();

    var stats = runtime.run("events", "--stats", "c").text();

    assertThat(stats)
        .startsWith("{\"type\":\"stats\",\"id\":\"c\",\"data\":{\"cpu\":{\"usage\":{\"total\":")
        .contains("\"pids\":{\"current\":1,\"limit\":50}", "\"limit\":67108864");
  }

  @Test
  void eventsComeUntilTheContainerEnds() throws Exception {
    running();
    var events = runtime.begin("events", "--interval", "50ms", "c");
    var lines = events.inputReader();
    assertThat(lines.readLine()).contains("\"type\":\"stats\"");
    assertThat(lines.readLine()).contains("\"type\":\"stats\"");

    runtime.run("kill", "c", "KILL").ok();

    assertThat(Jug.finish(events, new byte[0]).code()).isZero();
    assertThat(runtime.run("events", "--stats", "c").err()).contains("is not running");
  }

  @Test
  void limitsAreChanged() throws IOException {
    running();
    runtime.run("update", "--pids-limit", "60", "--memory", "128m", "c").ok();
    assertThat(runtime.run("events", "--stats", "c").text())
        .contains("\"limit\":60", "\"limit\":134217728");

    var file = runtime.folder().resolve("limits.json");
    Files.writeString(file, "{\"pids\": {\"limit\": 70}}");
    runtime.run("update", "-r", file.toString(), "c").ok();
    assertThat(runtime.run("events", "--stats", "c").text())
        .contains("\"limit\":70", "\"limit\":134217728");

    Files.writeString(file, "{\"pids\": {\"limit\": \"many\"}}");
    assertThat(runtime.run("update", "-r", file.toString(), "c").err()).contains("pids.limit");
    assertThat(runtime.run("update", "--cpu-period", "5", "c").err()).contains("cpu.period");
  }

  @Test
  void aTemplateIsABundleThatRuns() throws IOException {
    var folder = Files.createDirectories(runtime.folder().resolve("bundle"));
    runtime.run("spec", "-b", folder.toString()).ok();
    var file = folder.resolve("config.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"rootfs\"", "\"" + BusyboxRootfs.shared() + "\"")
            .replace("\"terminal\": true", "\"terminal\": false"));

    assertThat(
            Jug.finish(
                    runtime.begin("run", "-b", folder.toString(), "c"),
                    "id -u\n".getBytes(StandardCharsets.UTF_8))
                .text())
        .isEqualTo("0");
    assertThat(runtime.run("spec", "-b", folder.toString()).err()).contains("config.json exists");
  }

  @Test
  void whatItCanDo() {
    assertThat(runtime.run("features").text())
        .contains("\"ociVersionMax\"", "\"createRuntime\"", "\"SCMP_ACT_NOTIFY\"", "\"ridmap\"");
  }

  @Test
  void errorsAreLoggedAsAsked() {
    var log = runtime.folder().resolve("log");

    var json = runtime.run("--log", log.toString(), "--log-format", "json", "state", "none");
    assertThat(json.code()).isEqualTo(1);
    assertThat(OciRuntime.read(log))
        .matches(
            "\\{\"level\":\"error\",\"msg\":\"state failed: container \\\\\"none\\\\\" does not exist\","
                + "\"time\":\"[^\"]+\"\\}\n");

    runtime.run("--log", log.toString(), "--log-format", "text", "state", "none");
    assertThat(OciRuntime.read(log).lines().toList().get(1))
        .matches(
            "time=\"[^\"]+\" level=error msg=\"state failed: container \\\\\"none\\\\\" does not exist\"");
    assertThat(runtime.run("--log-format", "xml", "state", "none").err()).contains("xml");
  }

  /** Whatever is wrong with a bundle: status 1, the field named, nothing left. */
  @Test
  void aWrongBundleLeavesNothing() throws IOException {
    Path bundle = runtime.shell("true");
    var file = bundle.resolve("config.json");
    var good = Files.readString(file);

    refused(bundle, good.substring(0, good.length() / 2), "config.json");
    refused(bundle, good.replace("\"cwd\": \"/\"", "\"cwd\": 5"), "process.cwd");
    refused(bundle, good.replace("\"cwd\": \"/\"", "\"cwd\": \"here\""), "process.cwd");
    refused(bundle, good.replace("\"type\": \"pid\"", "\"type\": \"pet\""), "linux.namespaces[0]");
    refused(bundle, "[]", "config.json");
    Files.delete(file);
    refused(bundle, null, "config.json");
  }

  private void refused(Path bundle, @Nullable String config, String field) throws IOException {
    if (config != null) {
      Files.writeString(bundle.resolve("config.json"), config);
    }
    var result = runtime.run("run", "-b", bundle.toString(), "c");
    assertThat(result.code()).as(result.toString()).isEqualTo(1);
    assertThat(result.err()).contains(field).hasLineCount(1);
    assertThat(runtime.run("list", "-q").text()).isEmpty();
    assertThat(runtime.root().resolve("c")).doesNotExist();
  }
}
