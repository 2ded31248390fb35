package dev.jug.app.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How containers share what their network may send and receive. */
@EndToEnd
@Requires("command:docker")
class SharingTest {
  /** What 8 mbit bring in a second. */
  private static final int A_SECONDS_WORTH = 1_000_000;

  private static final Percentage TOLERANCE = Percentage.withPercentage(10);

  @TempDir static Path folder;
  private static Docker docker;
  private static Outside outside;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
    outside = new Outside(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
    docker.run("network", "prune", "-f").ok();
  }

  @AfterAll
  static void close() {
    outside.close();
    docker.close();
  }

  private static void shared() {
    docker.run("network", "create", "-o", "dev.jug.rate=8mbit", "shared").ok();
    sleeper("one");
    sleeper("two");
  }

  private static void sleeper(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name, "--network", "shared"));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of("box:1", "sleep", "99"));
    docker.jug().run(words.toArray(String[]::new)).ok();
  }

  /** To an address that is not on the network. */
  private static Flow flow(String name) {
    return new Flow(docker, name, Outside.HERE);
  }

  /** Nothing makes it faster, but a busy machine makes it slower. */
  private static void assertASecond(Supplier<Duration> transfer) {
    var time = transfer.get();
    for (int again = 0; again < 3 && time.toMillis() > 1100; again++) {
      time = transfer.get();
    }
    assertThat(time.toMillis()).isCloseTo(1000, TOLERANCE);
  }

  @Test
  void oneAloneHasAllOfIt() {
    shared();
    assertASecond(() -> flow("one").out(A_SECONDS_WORTH));
    assertASecond(() -> flow("one").in(A_SECONDS_WORTH));
  }

  /** Whoever takes all that there is takes nothing of the other's part. */
  @Test
  void aFloodTakesNothingOfTheOthersPart() {
    shared();
    var flood =
        List.of("exec", "-d", "two", "ping", "-q", "-i", "0.001", "-s", "16000", Outside.HERE);
    docker.run(flood.toArray(String[]::new)).ok();
    Jug.eventually(() -> assertThat(sent("two")).isGreaterThan(A_SECONDS_WORTH));
    assertASecond(() -> flow("one").out(A_SECONDS_WORTH / 2));
  }

  @Test
  void aRateOfItsOwnIsWithinWhatAllShare() {
    docker.run("network", "create", "-o", "dev.jug.rate=8mbit", "shared").ok();
    sleeper("one", "--net-out", "2mbit");
    sleeper("two", "--net-out", "80mbit");
    assertASecond(() -> flow("one").out(A_SECONDS_WORTH / 4));
    assertASecond(() -> flow("two").out(A_SECONDS_WORTH));

    docker.jug().run("update", "--net-out", "4mbit", "two").ok();
    assertASecond(() -> flow("two").out(A_SECONDS_WORTH / 2));
  }

  private static long sent(String container) {
    var file = "/sys/class/net/eth0/statistics/tx_bytes";
    return Long.parseLong(docker.run("exec", container, "cat", file).text());
  }

  @Test
  void neighboursAreNotSlowedDown() {
    shared();
    var template = "{{.NetworkSettings.Networks.shared.Gateway}}";
    var gateway = docker.run("inspect", "-f", template, "one").text();
    assertThat(new Flow(docker, "one", gateway).out(A_SECONDS_WORTH))
        .isLessThan(Duration.ofMillis(500));
  }

  @Test
  void itIsTheSameForTheNextEngineAndGoesWithTheNetwork() {
    shared();
    docker.jug().killEngine();
    docker.jug().run("engine", "start").ok();
    assertASecond(() -> flow("one").out(A_SECONDS_WORTH));
    docker.jug().run("update", "--net-out", "16mbit", "one").ok();
    docker.jug().run("update", "--net-out", "none", "one").ok();
    assertASecond(() -> flow("one").out(A_SECONDS_WORTH));
  }

  @Test
  void packetsOfAFloodAreDropped() {
    docker.run("network", "create", "shared").ok();
    sleeper("one", "--net-limit", "50");
    var ping =
        List.of("exec", "one", "ping", "-q", "-c", "200", "-i", "0.001", "-W", "1", Outside.HERE);
    assertThat(received(ping)).isBetween(5, 50);
    docker.jug().run("update", "--net-limit", "none", "one").ok();
    assertThat(received(ping)).isEqualTo(200);
    assertThat(docker.jug().run("update", "--net-limit", "many", "one").err())
        .contains("invalid number of packets a second: 'many'");
  }

  private static int received(List<String> ping) {
    var shown = docker.run(ping.toArray(String[]::new)).out();
    return Integer.parseInt(shown.replaceAll("(?s).*transmitted, (\\d+) packets received.*", "$1"));
  }
}
