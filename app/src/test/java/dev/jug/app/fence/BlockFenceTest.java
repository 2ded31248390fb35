package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Block devices: rates that hold, and what is counted. */
@EndToEnd
@Requires("command:losetup")
class BlockFenceTest {
  private static final Pattern SECONDS = Pattern.compile("real\\s+(\\d+)m ([\\d.]+)s");
  private static final long MIB = 1L << 20;

  private static Box box;
  private static LoopDisk disk;

  @BeforeAll
  static void open() {
    disk = new LoopDisk();
    box = new Box();
  }

  @AfterEach
  void empty() {
    box.removeAll();
  }

  @AfterAll
  static void close() {
    box.close();
    disk.close();
  }

  private static double seconds(String options, String script) {
    var said = box.run("--device " + disk.device() + " " + options, "time " + script).ok();
    var time = SECONDS.matcher(said.err());
    assertThat(time.find()).as(said.err()).isTrue();
    return 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
  }

  /** What goes around the cache, which is what the kernel holds back in both versions. */
  private static String write(int count, String size) {
    return "dd if=/dev/zero of=" + disk.device() + " oflag=direct bs=" + size + " count=" + count;
  }

  private static String read(int count, String size) {
    return "dd if=" + disk.device() + " of=/dev/null iflag=direct bs=" + size + " count=" + count;
  }

  /** The first second's worth may go at once. */
  @ParameterizedTest
  @CsvSource({"write, bps:4mb, 256k, 48", "read, bps:4mb, 256k, 48"})
  @DisplayName("E25: so many bytes a second and no more are written, and read")
  void bytesAreLimited(String what, String rate, String size, int count) {
    var script = what.equals("write") ? write(count, size) : read(count, size);
    var words = rate.split(":", -1);
    var limit = "--device-%s-%s %s:%s".formatted(what, words[0], disk.device(), words[1]);

    assertThat(seconds("-m 64m", script)).as("without a limit").isLessThan(1);
    assertThat(seconds("-m 64m " + limit, script)).isBetween(1.9, 6.0);
  }

  @ParameterizedTest
  @CsvSource({"write", "read"})
  @DisplayName("E25: so many transfers a second and no more")
  void transfersAreLimited(String what) {
    var script = what.equals("write") ? write(60, "4k") : read(60, "4k");
    var limit = "--device-%s-iops %s:20".formatted(what, disk.device());

    assertThat(seconds("-m 64m", script)).as("without a limit").isLessThan(1);
    assertThat(seconds(limit, script)).isBetween(1.9, 6.0);
  }

  @Test
  @DisplayName("E9: a container has the caps it was given, of every kind at once")
  void capsOfEveryKind() {
    var device = disk.device();
    box.start(
        "web",
        "-m 64m --cpus 0.5 --pids-limit 40 --device-write-bps " + device + ":1mb",
        "sleep 99");

    assertThat(box.group("web", "memory/memory.limit_in_bytes")).isEqualTo("67108864");
    assertThat(box.group("web", "cpu/cpu.cfs_quota_us")).isEqualTo("50000");
    assertThat(box.group("web", "pids/pids.max")).isEqualTo("40");
    assertThat(box.group("web", "blkio/blkio.throttle.write_bps_device"))
        .isEqualTo(disk.numbers() + " 1048576");
  }

  @Test
  @DisplayName("E25: a rate changes while the container runs, and is lifted")
  void aRateChanges() {
    var rates = "blkio/blkio.throttle.write_bps_device";
    box.start("web", "--device-write-bps " + disk.device() + ":1mb", "sleep 99");
    box.jug().run("update", "--device-write-bps", disk.device() + ":2mb", "web").ok();
    assertThat(box.group("web", rates)).isEqualTo(disk.numbers() + " 2097152");
    box.jug().run("restart", "-t", "0", "web").ok();
    assertThat(box.group("web", rates))
        .as("of the next run")
        .isEqualTo(disk.numbers() + " 2097152");

    box.jug().run("update", "--device-write-bps", disk.device() + ":0", "web").ok();
    assertThat(box.group("web", rates)).doesNotContain(disk.numbers());
  }

  @Test
  @DisplayName("E27: what was read and written is counted, on a disk that nobody limits")
  void transfersAreCounted() {
    var file = "/home/counted";
    box.start(
        "web",
        "-v " + box.folder() + ":/home",
        ("dd if=/dev/zero of=%s oflag=direct bs=1M count=8 2>&1;"
                + " dd if=%s of=/dev/null iflag=direct bs=1M count=4 2>&1; echo done; sleep 99")
            .formatted(file, file));
    Jug.eventually(() -> assertThat(box.jug().run("logs", "web").out()).contains("done"));

    assertThat(bytes("read")).isCloseTo(4 * MIB, within(MIB / 5));
    assertThat(bytes("write")).isCloseTo(8 * MIB, within(MIB / 2));
    assertThat(box.jug().run("stats", "--no-stream", "--format", "{{.BlockIO}}", "web").text())
        .matches("4\\.\\d+MB / 8\\.\\d+MB");
  }

  private static long bytes(String operation) {
    return bytes("web", operation);
  }

  private static long bytes(String name, String operation) {
    long all = 0;
    for (var entry : Accounts.of(box, name).at("/blkio_stats/io_service_bytes_recursive")) {
      all += entry.at("/op").asString().equals(operation) ? entry.at("/value").asLong() : 0;
    }
    return all;
  }

  /** Several write in each, so that the scheduler always has something of both to choose from. */
  @Test
  @DisplayName("E26: two that write to one disk get it in the proportion of their weights")
  void weightsAreProportions() throws Exception {
    disk.scheduler("bfq");
    try {
      for (int weight : new int[] {200, 400}) {
        box.start(
            "w" + weight,
            "--device " + disk.device() + " --blkio-weight " + weight,
            "for i in 1 2 3; do while :; do "
                + write(1000, "64k")
                + " 2>/dev/null; done & done; wait");
      }
      double proportion = 0;
      for (int i = 0; i < 4 && !(proportion > 1.4 && proportion < 2.9); i++) {
        proportion = proportionWritten(Duration.ofSeconds(4));
      }
      assertThat(proportion).isBetween(1.4, 2.9);
    } finally {
      box.removeAll();
      disk.scheduler("none");
    }
  }

  /** What else runs may keep one from writing for a while: that is not the scheduler's doing. */
  private static double proportionWritten(Duration time) throws InterruptedException {
    long less = -written("w200");
    long much = -written("w400");
    Thread.sleep(time);
    less += written("w200");
    much += written("w400");
    return (double) much / less;
  }

  private static long written(String name) {
    return bytes(name, "write");
  }

  /** The kernel refuses the one, and takes the other for a scheduler that may come. */
  @Test
  @DisplayName("E26: that no scheduler shares a disk by weight is said")
  void weightsNeedTheirScheduler() {
    try (var other = new LoopDisk()) {
      var device = box.run("--blkio-weight-device " + other.device() + ":300", "true");
      assertThat(device.code()).isEqualTo(125);
      assertThat(device.err())
          .contains("linux.resources.blockIO.weightDevice", "only the scheduler bfq");
    }
    var all = box.run("--blkio-weight 300", "echo runs");
    assertThat(all.text()).isEqualTo("runs");
    assertThat(all.err()).startsWith("WARNING: the block I/O weight has no effect");
  }
}
