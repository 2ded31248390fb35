package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast containers may send and receive. */
@EndToEnd
@Requires("command:docker")
class ShapingTest {
  /** What 8 mbit bring in a second. */
  private static final int A_SECONDS_WORTH = 1_000_000;

  private static final Percentage TOLERANCE = Percentage.withPercentage(10);
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
    Jug.eventually(() -> assertThat(detours()).isEmpty());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  private static List<String> detours() {
    var devices = Objects.requireNonNull(new File("/sys/class/net").list());
    return List.of(devices).stream().filter(name -> name.matches("ifb[0-9a-f]{7}")).toList();
  }

  private static void sleeper(String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", "one"));
    words.addAll(List.of(options));
    words.addAll(List.of("box:1", "sleep", "99"));
    docker.jug().run(words.toArray(String[]::new)).ok();
  }

  private static Flow flow(String network) {
    var template = "{{(index .NetworkSettings.Networks \"" + network + "\").Gateway}}";
    return new Flow(docker, "one", docker.run("inspect", "-f", template, "one").text());
  }

  /**
   * Nothing makes it faster, but a last packet that is lost, or a busy machine, makes it slower.
   */
  private static void assertRate(Supplier<Duration> transfer) {
    var time = transfer.get();
    for (int again = 0; again < 2 && time.toMillis() > 1100; again++) {
      time = transfer.get();
    }
    assertThat(time.toMillis()).isCloseTo(1000, TOLERANCE);
  }

  @Test
  @DisplayName(
      "G34: a rate holds in each direction, whatever the container may do to its own devices")
  void aRateHoldsInEachDirectionWhateverTheContainerMayDo() {
    sleeper("--net-in", "8mbit", "--net-out", "8mbit", "--cap-add", "NET_ADMIN");
    docker.run("exec", "one", "tc", "qdisc", "del", "dev", "eth0", "root");

    assertRate(() -> flow("bridge").in(A_SECONDS_WORTH));
    assertRate(() -> flow("bridge").out(A_SECONDS_WORTH));
  }

  @Test
  void aSlowRateIsAsTrue() {
    sleeper("--net-in", "1mbit", "--net-out", "1mbit");

    assertRate(() -> flow("bridge").out(A_SECONDS_WORTH / 8));
    assertRate(() -> flow("bridge").in(A_SECONDS_WORTH / 8));
  }

  @Test
  void oneDirectionDoesNotConcernTheOther() {
    sleeper("--net-out", "8mbit");

    assertThat(flow("bridge").in(A_SECONDS_WORTH)).isLessThan(AT_ONCE);
    assertRate(() -> flow("bridge").out(A_SECONDS_WORTH));
  }

  @Test
  void itIsChangedWhileItRunsAndHoldsForLater() {
    sleeper();
    assertThat(flow("bridge").out(A_SECONDS_WORTH)).isLessThan(AT_ONCE);

    docker.jug().run("update", "--net-out", "8mbit", "one").ok();
    assertRate(() -> flow("bridge").out(A_SECONDS_WORTH));

    docker.run("restart", "-t", "0", "one").ok();
    assertRate(() -> flow("bridge").out(A_SECONDS_WORTH));
    assertThat(docker.jug().run("inspect", "one").text())
        .containsPattern("\"dev.jug.net-out\" ?: ?\"8mbit\"");

    docker.jug().run("update", "--net-out", "none", "--net-in", "8mbit", "one").ok();
    assertThat(flow("bridge").out(A_SECONDS_WORTH)).isLessThan(AT_ONCE);
    assertRate(() -> flow("bridge").in(A_SECONDS_WORTH));
    assertThat(detours()).isEmpty();
  }

  @Test
  void networksThatItComesToLaterAreAsFast() {
    docker.run("network", "create", "blue").ok();
    sleeper("--net-out", "8mbit");
    docker.run("network", "connect", "blue", "one").ok();
    assertRate(() -> flow("blue").out(A_SECONDS_WORTH));

    docker.run("network", "disconnect", "bridge", "one").ok();
    docker.run("network", "disconnect", "blue", "one").ok();
    assertThat(detours()).isEmpty();
    docker.run("network", "connect", "blue", "one").ok();
    assertRate(() -> flow("blue").out(A_SECONDS_WORTH));
  }

  @Test
  void aDockerClientSaysItForOneNetwork() {
    docker
        .run(
            "run",
            "-d",
            "--name",
            "one",
            "--network",
            "name=bridge,driver-opt=dev.jug.net-in=8mbit",
            "box:1",
            "sleep",
            "99")
        .ok();
    assertRate(() -> flow("bridge").in(A_SECONDS_WORTH));
  }

  @Test
  void nothingChangesWhenTheEngineIsKilled() {
    sleeper("--net-in", "8mbit", "--net-out", "8mbit");
    var flow = flow("bridge");
    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();

    assertRate(() -> flow.out(A_SECONDS_WORTH));
    assertRate(() -> flow.in(A_SECONDS_WORTH));
    docker.jug().run("update", "--net-out", "none", "one").ok();
    assertThat(flow.out(A_SECONDS_WORTH)).isLessThan(AT_ONCE);
  }

  @Test
  void anEngineThatDiesBeforeItsRecordSaysItHasMadeNobodySlower() throws IOException {
    sleeper();
    var id = docker.run("inspect", "-f", "{{.Id}}", "one").text();
    var record = docker.jug().place().resolve("state/containers/" + id + "/container.json");
    var before = Files.readAllBytes(record);
    docker.jug().run("update", "--net-out", "8mbit", "one").ok();
    assertThat(detours()).hasSize(1);

    docker.jug().killEngine();
    Files.write(record, before);
    docker.jug().run("engine", "start").ok();

    assertThat(detours()).isEmpty();
  }

  @Test
  void whatAContainerLeftThatEndedWithoutAnEngineIsRemoved() {
    sleeper("--net-out", "8mbit");
    long pid = Long.parseLong(docker.run("inspect", "-f", "{{.State.Pid}}", "one").text());
    docker.jug().killEngine();
    Jug.kill(pid);
    assertThat(detours()).hasSize(1);

    docker.jug().run("engine", "start").ok();
    Jug.eventually(() -> assertThat(detours()).isEmpty());
  }

  @Test
  void whatIsNoRateIsRefusedBeforeAnythingIsMade() {
    var fast = docker.jug().run("create", "--name", "one", "--net-in", "fast", "box:1");
    assertThat(fast.code()).isEqualTo(125);
    assertThat(fast.err()).contains("invalid network rate: 'fast'").contains("10mbit");
    assertThat(docker.jug().run("run", "--network", "host", "--net-in", "1mbit", "box:1").err())
        .contains("conflicting options: --net-in, --net-out or --egress");
    var option = "name=bridge,driver-opt=dev.jug.net-in=fast";
    assertThat(docker.run("create", "--network", option, "box:1").err())
        .contains("invalid network rate: 'fast'");
    assertThat(docker.run("ps", "-aq").text()).isEmpty();
  }
}
