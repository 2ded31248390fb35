package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code system df} says is what the disk says. */
@EndToEnd
class DiskUsageTest {
  private static final Pattern ITEM =
      Pattern.compile("\"Kind\":\"([^\"]*)\".*\"Bytes\":\"(\\d+)\",\"Reclaim\":\"([^\"]*)\"");
  private static final Percentage ONE = Percentage.withPercentage(1);

  @TempDir Path folder;
  private ImageUser user;

  @AfterEach
  void close() {
    user.close();
  }

  private Path state() {
    return user.jug().place().resolve("state");
  }

  private long du(Path path) {
    var said = Programs.output("du", "-s", "--block-size=1", path.toString());
    return Long.parseLong(said.split("\t", -1)[0]);
  }

  /**
   * A line of the ledger.
   *
   * @param kind what it is
   * @param bytes how much it takes
   * @param remedy what frees it
   */
  private record Item(String kind, long bytes, String remedy) {}

  private List<Item> items() {
    return user.run("system", "df", "--explain", "--format", "json")
        .text()
        .lines()
        .map(ITEM::matcher)
        .peek(matcher -> assertThat(matcher.find()).isTrue())
        .map(m -> new Item(m.group(1), Long.parseLong(m.group(2)), m.group(3)))
        .toList();
  }

  private Map<String, Long> byKind() {
    return items().stream()
        .collect(Collectors.groupingBy(Item::kind, Collectors.summingLong(Item::bytes)));
  }

  private void open(String driver) {
    user = new ImageUser(folder, "JUG_STORAGE_DRIVER=" + driver);
    user.makeImage("app:1", "one");
    user.makeImage("app:2", "two");
  }

  private void makeEverything() throws IOException {
    user.run("run", "--name", "ended", "app:1", "sh", "-c", "seq 100000; seq 100000 > /numbers")
        .ok();
    user.run("run", "-d", "--name", "runs", "app:1", "sh", "-c", "seq 50000; sleep 1000").ok();
    user.run("run", "-d", "--name", "host", "host", "sleep", "1000").ok();
    user.run("commit", "ended", "made:1").ok();
    user.run("run", "--name", "of-made", "made:1", "true").ok();
    user.run("rmi", "-f", "made:1").ok();
    Jug.eventually(() -> assertThat(user.run("logs", "runs").out()).endsWith("50000\n"));
    var images = state().resolve("images");
    Files.write(images.resolve("ingest/sha256-" + "1".repeat(64)), new byte[300_000]);
    Files.write(
        Files.createDirectories(images.resolve("scratch/dead")).resolve("file"), new byte[200_000]);
    Files.write(images.resolve("blobs/sha256/" + "2".repeat(64)), new byte[100_000]);
    Files.write(state().resolve("stranger"), new byte[50_000]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"erofs", "overlay", "vfs"})
  void everyByteHasAnOwner(String driver) throws IOException {
    open(driver);
    makeEverything();

    var byKind = byKind();

    long sum = byKind.values().stream().mapToLong(Long::longValue).sum();
    assertThat(sum).isCloseTo(du(state()), ONE);
    assertThat(byKind.get("packed layer") + byKind.get("document"))
        .isCloseTo(du(state().resolve("images/blobs")), ONE);
    assertThat(byKind.get("unpacked layer"))
        .isCloseTo(du(state().resolve("images/layers/" + driver)), ONE);
    assertThat(byKind.get("partial download")).isBetween(300_000L, 310_000L);
    assertThat(byKind.get("leftover")).isBetween(200_000L, 210_000L);
    assertThat(byKind.get("unknown")).isBetween(50_000L, 54_000L);
    assertThat(byKind.get("log")).isGreaterThan(800_000L);
    assertThat(byKind.get("container")).isGreaterThan(580_000L);
    assertThat(byKind.get("administration") + byKind.get("work")).isLessThan(600_000);
    Files.delete(state().resolve("stranger"));
  }

  /** What a command is said to free is what is free afterwards. */
  @Test
  void whatFreesWhatIsSaid() throws IOException {
    open("overlay");
    makeEverything();
    Files.delete(state().resolve("stranger"));
    // Whoever collects anything takes it along.
    Files.delete(state().resolve("images/blobs/sha256/" + "2".repeat(64)));
    long stopped = sumOf("jug rm ended") + sumOf("jug rm of-made");
    long before = du(state());

    user.run("container", "prune", "-f").ok();

    assertThat(before - du(state())).isCloseTo(stopped, ONE);
    freesWhatIsSaid("jug image prune", "image", "prune", "-f");
    freesWhatIsSaid("jug image prune -a", "image", "prune", "-a", "-f");
    user.run("rm", "-f", "runs", "host").ok();
    user.run("engine", "stop").ok();
    user = again("vfs");
    freesWhatIsSaid("jug image prune, when no container runs", "image", "prune", "-f");
    freesWhatIsSaid("jug image prune -a", "image", "prune", "-a", "-f");
    assertThat(user.run("images", "-q").out()).isEmpty();
    assertThat(items()).extracting(Item::remedy).containsOnly("");
  }

  private ImageUser again(String driver) {
    return user.with("JUG_STORAGE_DRIVER=" + driver);
  }

  private void freesWhatIsSaid(String remedy, String... command) {
    long said = sumOf(remedy);
    long before = du(state());
    user.run(command).ok();
    assertThat(said).as(remedy).isPositive();
    assertThat(before - du(state())).as(remedy).isCloseTo(said, within(said / 100 + 8192));
  }

  private long sumOf(String remedy) {
    return items().stream()
        .filter(item -> item.remedy().equals(remedy))
        .mapToLong(Item::bytes)
        .sum();
  }

  @Test
  void itLooksAsDockersDoes() {
    open("erofs");
    user.run("run", "--name", "ended", "app:1").ok();

    var table = user.run("system", "df").text().lines().toList();

    assertThat(table.getFirst()).matches("TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE");
    assertThat(table.get(1)).matches("Images +2 +1 +[\\d.]+MB +[\\d.]+MB \\(\\d+%\\)");
    assertThat(table.get(2)).matches("Containers +1 +0 +[\\d.]+kB +[\\d.]+kB \\(100%\\)");
    assertThat(table.get(3)).matches("Local Volumes +0 +0 +0B +0B");
    assertThat(table.get(4)).matches("Build Cache +0 +0 +0B +0B");
    assertThat(
            user.run("system", "df", "--format", "json").text().lines().findFirst().orElseThrow())
        .matches("\\{\"Active\":\"1\",\"Reclaimable\":.*\"TotalCount\":\"2\",\"Type\":\"Images\"}");
    assertThat(user.run("system", "df", "-v").text())
        .containsPattern("app +1 +\\w{12} +.* ago +[\\d.]+MB +0B +[\\d.]+MB +1\n")
        .containsPattern("\\w{12} +app:1 +0 +[\\d.]+kB .* ended\n");
  }
}
