package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers and volumes that may take only so much of the disk. */
@EndToEnd
@Requires({"command:docker", "command:mkfs.ext4", "file:/dev/loop-control"})
class SizedStorageTest {
  private static final String FILL = "dd if=/dev/zero of=/v/fill bs=1M 2>&1; rm /v/fill; ";

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() throws IOException {
    docker = new Docker(folder);
    var more = folder.resolve("more");
    Files.writeString(Files.createDirectories(more.resolve("data")).resolve("one"), "1\n");
    docker.makeImage("data:1", List.of("CMD [\"true\"]"), more);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("volume", "prune", "-af").ok();
    Jug.eventually(() -> assertThat(mounted()).isEmpty());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  /** What the engine has mounted below its state directory. */
  private static List<String> mounted() {
    var place = docker.jug().place().resolve("state").toString();
    try (var lines = Files.lines(Path.of("/proc/self/mounts"))) {
      return lines.filter(line -> line.contains(place)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shell(String image, String script, String... options) {
    var words = new ArrayList<>(List.of("run", "--rm"));
    words.addAll(List.of(options));
    words.addAll(List.of(image, "sh", "-c", "{ " + script + "; } 2>&1"));
    return docker.run(words.toArray(String[]::new)).out();
  }

  private static void begin(String name, String script) {
    docker
        .run("run", "-d", "--name", name, "--storage-opt", "size=16m", "data:1", "sh", "-c", script)
        .ok();
  }

  @Test
  @DisplayName("H4: what a container changes ends at its size, and df says so")
  void whatAContainerChangesEndsAtItsSize() {
    var said =
        shell(
            "box:1", "df -m / | tail -1; dd if=/dev/zero of=/x bs=1M", "--storage-opt", "size=16m");

    assertThat(said).containsPattern("overlay +1[67] ").contains("No space left on device");
    assertThat(said).containsPattern("1[567]\\+0 records out|1[567]\\.\\dMB");
    assertThat(shell("box:1", "dd if=/dev/zero of=/x bs=1M count=32")).contains("32+0 records out");
  }

  @Test
  @DisplayName("H4: files are limited too")
  void filesAreLimitedToo() {
    var script = "i=0; while echo > /tmp/$i; do i=$((i+1)); done; echo made $i";

    assertThat(shell("box:1", script, "--storage-opt", "size=16m,inodes=200"))
        .contains("No space left on device")
        .containsPattern("made (1[789]\\d|20\\d)");
  }

  @Test
  void whatItChangedIsThereWhetherItRunsOrNot() throws IOException {
    begin("one", "echo new > /new; touch /ready; sleep 99");
    Jug.eventually(() -> docker.run("exec", "one", "test", "-e", "/ready").ok());
    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();
    assertThat(docker.run("diff", "one").text()).contains("A /new");
    assertThat(docker.run("exec", "one", "cat", "/new").text()).isEqualTo("new");

    docker.run("stop", "-t", "0", "one").ok();
    Jug.eventually(() -> assertThat(mounted()).isEmpty());
    assertThat(docker.run("diff", "one").text()).contains("A /new");
    docker.run("cp", "one:/new", folder.resolve("got").toString()).ok();
    assertThat(folder.resolve("got")).hasContent("new");
    docker.run("cp", folder.resolve("got").toString(), "one:/put").ok();
    docker.run("commit", "one", "made:1").ok();
    assertThat(shell("made:1", "cat /new /put")).isEqualTo("new\nnew\n");
    assertThat(mounted()).isEmpty();

    docker.run("start", "one").ok();
    assertThat(docker.run("exec", "one", "sh", "-c", "cat /put; df -m / | tail -1").text())
        .containsPattern("new\noverlay +1[67] ");
  }

  @Test
  void filesCanBePutIntoOneThatNeverRan() throws IOException {
    docker.run("create", "--name", "still", "--storage-opt", "size=16m", "box:1", "cat", "/f").ok();
    var file = Files.writeString(folder.resolve("f"), "put\n");
    docker.run("cp", file.toString(), "still:/f").ok();

    assertThat(docker.run("start", "-a", "still").text()).isEqualTo("put");
    assertThat(docker.run("inspect", "-f", "{{.HostConfig.StorageOpt}}", "still").text())
        .isEqualTo("map[size:16777216]");
  }

  @Test
  @DisplayName("H6: a volume ends at its size")
  void aVolumeEndsAtItsSize() {
    docker.run("volume", "create", "-o", "size=16m", "-o", "inodes=300", "sized").ok();

    assertThat(shell("data:1", FILL + "echo kept > /v/kept", "-v", "sized:/v"))
        .contains("No space left on device");
    assertThat(shell("data:1", "cat /v/kept; df -i /v | tail -1", "-v", "sized:/v"))
        .containsPattern("kept\n.* 30\\d |kept\n.* 3[0-2]\\d ");
  }

  @Test
  @DisplayName("H6: a volume with a size gets what the image has")
  void aVolumeWithASizeGetsWhatTheImageHas() {
    assertThat(
            shell(
                "data:1",
                "ls -A /data; cat /data/one",
                "--mount",
                "type=volume,source=filled,target=/data,volume-opt=size=16m"))
        .isEqualTo("one\n1\n");
    assertThat(docker.run("volume", "inspect", "-f", "{{.Options}}", "filled").text())
        .isEqualTo("map[size:16m]");
  }

  @Test
  void aVolumeStaysMountedAsLongAsOneOfItsContainersRuns() {
    docker.run("volume", "create", "-o", "size=16m", "shared").ok();
    docker.run("run", "-d", "--name", "long", "-v", "shared:/v", "box:1", "sleep", "99").ok();
    assertThat(shell("box:1", "echo 1 > /v/a", "-v", "shared:/v")).isEmpty();
    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();

    assertThat(docker.run("exec", "long", "cat", "/v/a").text()).isEqualTo("1");
    assertThat(mounted()).hasSize(1);
    assertThat(docker.run("volume", "rm", "shared").err()).contains("volume is in use");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThat(shellError("size=1k")).contains("size=1k is less than 8m");
    assertThat(shellError("dm.basesize=10g")).contains("Unknown option dm.basesize");
    assertThat(shellError("size=16m,backend=quota"))
        .contains("has no project quota", "backend=loop");
    assertThat(docker.run("ps", "-aq").text()).isEmpty();
    assertThat(docker.jug().place().resolve("state/containers"))
        .isDirectoryNotContaining(path -> Files.exists(path.resolve("layer")));
  }

  private static String shellError(String option) {
    return docker.run("create", "--storage-opt", option, "box:1").err();
  }

  /** The machine's own system, whose layers lie in one another. */
  @Test
  void theHostAsImageHasItsLimitToo() {
    var jug = docker.jug();
    jug.run(
            "create",
            "--name",
            "host",
            "--storage-opt",
            "size=16m",
            "host",
            "sh",
            "-c",
            "dd if=/dev/zero of=/root/x bs=1M 2>&1; rm /root/x; echo 1 > /root/kept")
        .ok();

    var said = jug.run("start", "-a", "host");
    assertThat(said.out()).as(said.toString()).contains("No space left on device");
    assertThat(jug.run("diff", "host").text()).contains("A /root/kept");
    jug.run("cp", "host:/root/kept", folder.resolve("kept").toString()).ok();
    assertThat(folder.resolve("kept")).hasContent("1");
  }
}
