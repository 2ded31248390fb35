package dev.jug.app.kubernetes;

import static dev.jug.app.command.Jug.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From containers to a manifest, and back to containers. */
@EndToEnd
class GenerateTest {
  @TempDir static Path folder;
  private static Player player;
  private static Jug jug;

  @BeforeAll
  static void open() {
    player = Player.open(folder);
    jug = player.jug();
  }

  @AfterEach
  void nothingIsLeft() {
    jug.run("rm", "-f", "My_Web", "db");
    jug.run("volume", "rm", "kept");
    player.takeAllDown();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  private static final String SERVE =
      "echo \"$GREETING $(id -u) $(ulimit -n)\" > /work/said; cat /data/note >> /work/said;"
          + " cat /sys/fs/cgroup/memory/memory.limit_in_bytes >> /work/said;"
          + " httpd -f -p 8080 -h /work";

  /** Two containers, one with all that a manifest can say and a limit that none can. */
  private static void runByHand(Path shared) {
    jug.run("volume", "create", "kept").ok();
    var note = "echo of a volume > /data/note";
    jug.run(words("run --rm -v kept:/data busybox:1.36 sh -c", note)).ok();
    var flags =
        "run -d --name My_Web -p 30080:8080 -v kept:/data:ro -v %s:/work --tmpfs /tmp:size=4m -m 48m --cpus 0.5"
            + " -u 1000:1000 --cap-drop ALL --read-only --ulimit nofile=99 --restart always -e";
    var greeting = "GREETING=yes: \"no\" # 1";
    jug.run(words(flags.formatted(shared), greeting, "busybox:1.36", "sh", "-c", SERVE)).ok();
    jug.run(words("run -d --name db --entrypoint sleep busybox:1.36 100000")).ok();
  }

  private static String[] words(String plain, String... more) {
    return Stream.concat(Stream.of(plain.split(" ", -1)), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void whatRanAsContainersRunsAsAPod() throws IOException {
    var shared = Files.createDirectories(folder.resolve("shared"));
    assertThat(shared.toFile().setWritable(true, false)).isTrue();
    runByHand(shared);
    eventually(() -> assertThat(player.ask("said")).contains("of a volume"));
    var before = player.ask("said");

    var generated = jug.run("kube", "generate", "My_Web", "db");
    assertThat(generated.err()).contains("My_Web: left out: limits of processes (--ulimit)");
    jug.run("rm", "-f", "My_Web", "db").ok();
    Files.delete(shared.resolve("said"));

    player.play("again.yaml", generated.out()).ok();
    eventually(() -> assertThat(player.ask("said")).contains("of a volume"));
    assertThat(player.ask("said").replaceAll("1000 [0-9]+", "1000 99")).isEqualTo(before);
    assertThat(
            jug.run("kube", "exec", "my-web-pod", "sh", "-c", "grep ' /tmp ' /proc/mounts").out())
        .contains("size=4096k");
    assertThat(jug.run("kube", "exec", "my-web-pod", "touch", "/x").err()).contains("Read-only");
    assertThat(jug.run("kube", "exec", "-c", "db", "my-web-pod", "ps").out())
        .contains("sleep 100000");

    var played = jug.run("kube", "generate", "again");
    assertThat(played.out()).isEqualTo(generated.out());
  }

  @Test
  void whatIsOfNoImageCannotBeInAPod() {
    jug.run("run", "-d", "--name", "db", "host", "sleep", "1000").ok();
    assertThat(jug.run("kube", "generate", "db").err())
        .contains("container db is not of an image: host", "jug commit");
  }
}
