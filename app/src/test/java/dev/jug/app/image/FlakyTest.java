package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import dev.jug.testkit.registry.FakeRegistry;
import dev.jug.testkit.registry.Reply;
import dev.jug.testkit.registry.Seen;
import dev.jug.testkit.registry.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a registry behind something that makes trouble. */
@EndToEnd
@Requires({"command:docker-registry", "busybox"})
class FlakyTest {
  private static final String MANIFESTS = "GET .*/manifests/.*";
  private static final Reply BUSY = Reply.error(429, "TOOMANYREQUESTS", "slow down");

  @TempDir static Path folder;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String layer;
  private FakeRegistry proxy;
  private String name;
  private String blob;

  @BeforeAll
  static void openAll() {
    registry = RealRegistry.start(folder.resolve("registry"), "relativeurls: true", "");
    user = new ImageUser(folder);
    var original = registry.name() + "/app:1";
    user.makeImage(original, "hello");
    user.run("push", original).ok();
    layer = new Manifests(registry, "app").blobs(user.digest(original)).get(1);
    user.removeImages();
  }

  @BeforeEach
  void open() {
    proxy = new FakeRegistry(registry.name());
    patience(1);
    name = proxy.host() + "/app:1";
    blob = "GET .*/blobs/" + layer;
  }

  private void patience(int stall) {
    user.registries(
        """
        {"insecure": ["http://%s"], "timeouts": {"connect": 1, "stall": %d, "attempts": 2}}
        """
            .formatted(proxy.host(), stall));
  }

  @AfterEach
  void close() {
    user.removeImages();
    user.assertEmpty();
    proxy.close();
  }

  @AfterAll
  static void closeAll() {
    user.close();
    registry.close();
  }

  private List<Seen> asked() {
    return proxy.seen(blob);
  }

  private void assertRuns() {
    assertThat(user.run("run", "--rm", "--pull", "never", name).text()).isEqualTo("hello");
  }

  private static void assertUnavailable(Result said, String... why) {
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains(why).doesNotContain("Exception");
    assertThat(said.err().lines()).as("one sentence, and what to do").hasSizeLessThan(3);
  }

  @Test
  void aDownloadThatBreaksGoesOnWhereItBroke() {
    proxy.trouble(blob, 1, Trouble.cutAfter(200_000));
    proxy.trouble(blob, 1, Trouble.stallAfter(100_000));

    user.run("pull", name).ok();

    assertThat(asked()).hasSize(3);
    assertThat(asked().get(0).header("Range")).isEmpty();
    assertThat(asked().get(1).header("Range")).hasValue("bytes=200000-");
    assertThat(asked().get(2).header("Range")).hasValue("bytes=300000-");
    assertRuns();
  }

  @Test
  void theNextPullGoesOnWhereTheLastOneGaveUp() {
    proxy.trouble(blob, 1, Trouble.cutAfter(200_000));
    proxy.trouble(blob, 9, Trouble.cutAfter(0));

    assertUnavailable(user.run("pull", name), layer, "broke after 200000 of");
    assertThat(user.run("images", "-q").text()).isEmpty();
    assertThat(user.space()).contains("partial download").contains("jug image prune");
    int before = asked().size();
    proxy.calm();

    user.run("pull", name).ok();

    assertThat(asked().get(before).header("Range")).hasValue("bytes=200000-");
    assertThat(user.space()).doesNotContain("partial download");
    assertRuns();
  }

  @Test
  void whoeverHasNoPatienceMayLeaveAndComeBack() {
    patience(60);
    proxy.trouble(blob, 1, Trouble.stallAfter(200_000));
    var pull = user.begin("pull", name);
    Jug.eventually(() -> assertThat(user.space()).containsPattern("\\d{5,} +partial download"));

    pull.toHandle().destroy();

    Jug.finish(pull, new byte[0]);
    assertThat(user.run("images", "-q").text()).isEmpty();
    user.run("pull", name).ok();
    assertThat(asked().getLast().header("Range").orElse("")).startsWith("bytes=");
    assertRuns();
  }

  @Test
  void whoeverStaysSilentIsLeft() {
    proxy.trouble(MANIFESTS, 9, Trouble.silence());

    var said = user.run("pull", name);

    assertUnavailable(said, proxy.host(), "no answer for 1 s", "try again later");
    assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void whoeverIsNotThereIsNamed() {
    var said = user.run("pull", "localhost:1/app:1");

    assertUnavailable(said, "localhost:1", "connection refused");
  }

  @Test
  void whoeverSendsWithoutEndIsLeft() {
    proxy.trouble(blob, 9, Trouble.flood());
    proxy.trouble(MANIFESTS, 1, Trouble.flood());

    assertUnavailable(user.run("pull", name), "larger than 4 MiB");
    user.assertEmpty();
    assertUnavailable(user.run("pull", name), layer, "more than");
    user.assertEmpty();
  }

  @Test
  void whoeverAsksForATimeGetsIt() {
    proxy.trouble(blob, 1, Trouble.instead(BUSY.with("Retry-After", "1")));
    long before = System.nanoTime();

    user.run("pull", name).ok();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(asked()).hasSize(2);
    assertRuns();
  }

  @Test
  void whoeverAsksForTooMuchTimeIsTold() {
    proxy.trouble(MANIFESTS, 9, Trouble.instead(BUSY.with("Retry-After", "3600")));

    assertUnavailable(user.run("pull", name), "toomanyrequests: slow down", "jug login");
    assertThat(proxy.seen(MANIFESTS)).hasSize(1);
  }

  @Test
  void anErrorThatPassesIsNoError() {
    proxy.trouble(MANIFESTS, 1, Trouble.instead(Reply.of(500)));
    proxy.trouble(blob, 1, Trouble.instead(Reply.of(503)));

    user.run("pull", name).ok();

    assertRuns();
  }

  @Test
  void anErrorThatStaysIsTold() {
    proxy.trouble(blob, 99, Trouble.instead(Reply.error(500, "UNKNOWN", "the disk is gone")));

    assertUnavailable(user.run("pull", name), layer, "the disk is gone");
  }

  @Test
  void whatTheRegistryHasElsewhereIsNotSent() {
    user.run("pull", name).ok();

    user.run("push", name, proxy.host() + "/elsewhere:1").ok();

    assertThat(proxy.seen("POST .*/elsewhere/blobs/uploads/"))
        .extracting(seen -> seen.field("from").orElse(""))
        .containsOnly("app");
    assertThat(proxy.seen("(PUT|PATCH) .*/blobs/.*")).isEmpty();
  }

  @Test
  void aPushThatBreaksBeginsAgain() {
    user.makeImage(name, "pushed through trouble");
    var digest = user.digest(name);
    proxy.trouble("PUT .*/blobs/uploads/.*", 1, Trouble.hangUp());
    proxy.trouble("POST .*", 1, Trouble.instead(Reply.of(502)));

    user.run("push", name).ok();

    user.removeImages();
    user.run("pull", registry.name() + "/app@" + digest).ok();
    assertThat(user.run("images", "--digests").text()).contains(digest);
  }
}
