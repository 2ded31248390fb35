package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EndToEnd
class StreamsTest {
  private static Jug jug;
  private static String rootfs;

  @BeforeAll
  static void open() {
    jug = new Jug();
    rootfs = BusyboxRootfs.shared().toString();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  /** All byte values, so a detach sequence among them too. */
  private static byte[] megabytes() {
    var bytes = new byte[8_000_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void megabytesGoInUnchanged() throws Exception {
    var input = megabytes();
    var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input));

    var result = jug.feed(input, "run", "--rm", "-i", "--rootfs", rootfs, "sha256sum");

    assertThat(result.text()).startsWith(digest);
  }

  @Test
  void megabytesComeOutWhole() {
    var result =
        jug.run("run", "--rm", "--rootfs", rootfs, "sh", "-c", "yes | head -n 2000000; echo end");

    assertThat(result.ok().out()).hasSize(4_000_004).endsWith("y\nend\n");
  }

  @Test
  void whatGoesInComesBackThroughAPipeline() {
    assertThat(jug.feed("c\na\nb\n", "run", "--rm", "-i", "--rootfs", rootfs, "sort").out())
        .isEqualTo("a\nb\nc\n");
  }

  @Test
  void withoutInteractiveThereIsNoInput() {
    assertThat(jug.feed("lost", "run", "--rm", "--rootfs", rootfs, "cat").ok().out()).isEmpty();
  }

  /** As with docker: the command ends, the container goes on. */
  @Test
  void aReaderThatGoesAwayEndsTheCommand() throws Exception {
    var command = Jug.program() + " run --rm --name writer --rootfs " + rootfs + " yes | head -n 1";
    var process = jug.start(List.of("sh", "-c", command));

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    jug.run("stop", "-t", "0", "writer").ok();
  }

  @Test
  void signalsReachTheProcess() throws Exception {
    var process =
        jug.begin(
            "run",
            "--rm",
            "--rootfs",
            rootfs,
            "sh",
            "-c",
            "trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.1; done");
    assertThat(process.inputReader().readLine()).isEqualTo("ready");

    process.toHandle().destroy();

    assertThat(process.inputReader().readLine()).isEqualTo("bye");
    assertThat(process.waitFor()).isEqualTo(3);
  }
}
