package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Catalog;
import dev.jug.engine.attack.Fence;
import dev.jug.engine.attack.Fence.Landlocked;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.Rooted;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last fence alone: containers in which all others are open are attacked, with and without a
 * policy of Landlock.
 */
@Root
@Requires("kernel:6.12")
@LeakChecked
class LandlockTest {
  private static RealEngine real;
  private static Engine engine;
  private static Path directory;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine();
    engine = real.engine();
    directory = real.directory();
  }

  @AfterAll
  static void close() throws IOException {
    real.close();
  }

  private static AttackResult run(String attack, ContainerRequestBuilder container, List<Fd> fds) {
    var which = Catalog.named(List.of(attack)).getFirst();
    return engine.security().attacks().run(which, container.build(), fds);
  }

  /** The container in which this attack works, with or without the policy. */
  private static ContainerRequestBuilder opened(String attack, List<String> options) {
    var opened = Openings.of(attack, directory).open(AttackTest.container()).build();
    var security = opened.security();
    return opened.toBuilder(opened.image()).security(security.withOptions(options));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "remount",
        "mount-proc",
        "mount-sys",
        "ptrace",
        "host-root",
        "host-environ",
        "setns",
        "kill",
        "abstract-socket",
      })
  @DisplayName("G13: where all other fences are open, the default policy of Landlock holds")
  void theLastFenceHolds(String attack) {
    holds(attack);
  }

  private static void holds(String attack) {
    var without = run(attack, opened(attack, List.of()), List.of());
    var with = run(attack, opened(attack, List.of("landlock=default")), List.of());

    assertThat(without.through()).as(without.how()).isTrue();
    assertThat(with.through()).as(with.how()).isFalse();
    assertThat(with.fences()).extracting(Fence::shown).contains("landlock");
  }

  @Test
  @DisplayName("G13: a descriptor of the host's root that has leaked leads to no file of the host")
  void aLeakedDescriptorLeadsNowhere() {
    try (var root = Rooted.directory("/")) {
      var container = AttackTest.container();
      var without = run("leaked-fd", container, List.of(root));
      var options = SecurityOptions.DEFAULT.withOptions(List.of("landlock=default"));
      var with = run("leaked-fd", container.security(options), List.of(root));

      assertThat(without.through()).as(without.how()).isTrue();
      assertThat(with.through()).as(with.how()).isFalse();
      assertThat(with.fences()).hasAtLeastOneElementOfType(Landlocked.class);
    }
  }

  @Test
  @Requires("file:/sys/fs/cgroup/devices")
  @DisplayName("G13: nobody mounts a hierarchy of groups, whatever capabilities there are")
  void nothingIsMounted() {
    holds("release-agent");
  }
}
