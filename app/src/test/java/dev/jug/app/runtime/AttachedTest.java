package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers and processes that a caller waits for, and what it gives them. */
@EndToEnd
class AttachedTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  private List<String> words(String... words) {
    return runtime.command(words);
  }

  private String bundle(String script) {
    return runtime.shell(script).toString();
  }

  @Test
  void aCallerWaitsForItsContainer() {
    var path = bundle("cat; echo err >&2; hostname; exit 7");

    var result =
        Jug.finish(
            runtime.begin("run", "-b", path, "c"), "typed\n".getBytes(StandardCharsets.UTF_8));

    assertThat(result.out()).isEqualTo("typed\nbox\n");
    assertThat(result.err()).isEqualTo("err\n");
    assertThat(result.code()).isEqualTo(7);
    assertThat(runtime.run("list", "-q").text()).isEmpty();
  }

  @Test
  void theStandardFilesAreTheCallersOwn() throws IOException {
    var path = bundle("readlink /proc/self/fd/1");
    var file = runtime.folder().resolve("out");
    var words = String.join(" ", words("run", "-b", path, "c")) + " >" + file;

    Jug.finish(runtime.jug().start(List.of("sh", "-c", words)), new byte[0]).ok();

    assertThat(Files.readString(file)).endsWith("out\n");
  }

  @Test
  void signalsGoToTheContainer() throws IOException {
    var path = bundle("trap 'echo bye; exit 9' TERM; echo ready; while :; do sleep 0.05; done");
    var process = runtime.begin("run", "-b", path, "c");
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(process.inputReader().readLine()).isEqualTo("bye");
    assertThat(Jug.finish(process, new byte[0]).code()).isEqualTo(9);
  }

  @Test
  void inATerminalItHasATerminal() {
    var path = runtime.bundle(new Bundle().terminal(), "sh", "-c", "tty; read x; echo got $x");

    var result =
        runtime
            .jug()
            .inTerminal(
                String.join(" ", words("run", "-b", path.toString(), "c")), "/dev/pts/0", "word\n");

    assertThat(result.out()).contains("/dev/pts/0", "got word");
  }

  @Test
  void descriptorsArePassedOn() {
    var path = bundle("cat <&3; cat <&4; ls /proc/self/fd | wc -l");
    var line = String.join(" ", words("run", "--preserve-fds", "2", "-b", path, "c"));
    var script = "echo one >a; echo two >b; exec " + line + " 3<a 4<b 5<a";

    var result =
        Jug.finish(
            runtime.jug().start(List.of("sh", "-c", "cd " + runtime.folder() + "; " + script)),
            new byte[0]);

    assertThat(result.text()).isEqualTo("one\ntwo\n6"); // 0 to 4, and what ls itself opens.
    var missing = runtime.run("run", "--preserve-fds", "2", "-b", path, "c");
    assertThat(missing.err()).contains("descriptors 3 to 4 are to be passed on");
  }

  @Test
  void oneMoreProcess() {
    bundle("sleep 1000");
    runtime.create("c").ok();
    runtime.run("start", "c").ok();

    assertThat(runtime.run("exec", "c", "sh", "-c", "echo $A; exit 6").code()).isEqualTo(6);
    assertThat(
            runtime
                .run(
                    "exec",
                    "--cwd",
                    "/tmp",
                    "-e",
                    "X=y",
                    "-u",
                    "1000:5",
                    "c",
                    "sh",
                    "-c",
                    "pwd; echo $A$X; id -u; id -g")
                .text())
        .isEqualTo("/tmp\nby\n1000\n5");
    assertThat(runtime.run("exec", "c", "no-such").err())
        .isEqualTo("exec failed: exec: \"no-such\": executable file not found in $PATH\n");
    assertThat(runtime.run("exec", "c").err()).contains("process args cannot be empty");
  }

  @Test
  void aDocumentSaysWhatOneMoreProcessIs() throws IOException {
    bundle("sleep 1000");
    runtime.create("c").ok();
    runtime.run("start", "c").ok();
    var file = runtime.folder().resolve("process.json");
    Files.writeString(
        file,
        "{\"cwd\": \"/tmp\", \"args\": [\"/bin/sh\", \"-c\", \"pwd; echo $B\"], \"env\": [\"B=c\"]}");

    assertThat(runtime.run("exec", "--process", file.toString(), "c").text()).isEqualTo("/tmp\nc");
    Files.writeString(file, "{\"args\": 5}");
    assertThat(runtime.run("exec", "-p", file.toString(), "c").err()).contains("args");
  }

  @Test
  void aProcessThatIsLeftIsNamedInAFile() {
    bundle("sleep 1000");
    var file = runtime.folder().resolve("pid");
    var bundle = runtime.folder().resolve("bundle").toString();
    runtime.leave("run", "-d", "--pid-file", file.toString(), "-b", bundle, "c").ok();
    assertThat(runtime.run("state", "c").text())
        .contains("\"pid\": " + OciRuntime.read(file) + ",");

    runtime.leave("exec", "-d", "--pid-file", file.toString(), "c", "sleep", "1000").ok();

    assertThat(runtime.run("ps", "-f", "json", "c").text()).contains(OciRuntime.read(file));
    assertThat(runtime.run("ps", "c").text()).contains("sleep 1000");
  }
}
