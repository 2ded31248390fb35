package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups on the real kernel: below one of our own, with processes put in by hand. */
@Root
@LeakChecked
class GroupsTest {
  private static final String TOP = "/jug-test-" + ProcessHandle.current().pid() + "-groups";
  private static final String GROUP = TOP + "/x";

  private final CgroupLayout layout = CgroupLayout.detect();
  private final Cgroups cgroups = new Cgroups(layout);
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void prepare() {
    cgroups.prepare(GROUP);
  }

  @AfterEach
  void clean() {
    processes.forEach(Process::destroyForcibly);
    cgroups.remove(TOP);
  }

  private List<Path> everywhere(String path) {
    return Stream.concat(layout.legacy().stream(), layout.unified().stream())
        .map(hierarchy -> hierarchy.group(path))
        .toList();
  }

  private Process sleeperIn(List<Path> groups) throws IOException {
    var process = new ProcessBuilder("sleep", "100").start();
    processes.add(process);
    for (var group : groups) {
      Files.createDirectories(group);
      Files.writeString(group.resolve("cgroup.procs"), Long.toString(process.pid()));
    }
    return process;
  }

  /** Version 2 has processes in its leaves only, so they go one deeper than what was prepared. */
  private Process sleeper() throws IOException {
    return sleeperIn(everywhere(GROUP + "/box"));
  }

  private void assertEnded(Process process) throws InterruptedException {
    assertThat(process.waitFor()).isEqualTo(128 + 9);
    assertThat(everywhere(GROUP)).noneMatch(Files::exists);
  }

  @Test
  void aGroupIsRemovedWithWhatIsLeftInIt() throws Exception {
    var process = sleeper();
    assertThat(cgroups.processes(GROUP)).containsExactly((int) process.pid());
    assertThat(cgroups.children(GROUP)).containsExactly("box");

    cgroups.remove(GROUP);

    assertEnded(process);
    assertThat(cgroups.children(TOP)).isEmpty();
    assertThat(cgroups.processes(GROUP)).isEmpty();
  }

  @Test
  void killingLeavesTheGroup() throws Exception {
    var process = sleeper();

    cgroups.kill(GROUP);

    assertThat(process.waitFor()).isEqualTo(128 + 9);
    assertThat(everywhere(GROUP)).allMatch(Files::exists);
  }

  /** A container that may write its cgroups can leave any of them. */
  @Test
  void aProcessInOneHierarchyIsFoundToo() throws Exception {
    for (var hierarchy : everywhere(GROUP + "/box")) {
      cgroups.prepare(GROUP);
      var process = sleeperIn(List.of(hierarchy));

      cgroups.remove(GROUP);

      assertEnded(process);
    }
  }

  @Test
  void theFrozenDieAsWell() throws Exception {
    var process = sleeper();
    var group = GROUP + "/box";
    var legacy = layout.legacy("freezer").map(h -> h.group(group).resolve("freezer.state"));
    var file = legacy.or(() -> layout.unified().map(h -> h.group(group).resolve("cgroup.freeze")));
    assumeTrue(file.isPresent(), "needs cgroup:freezer: no hierarchy can freeze");
    Files.writeString(file.get(), legacy.isPresent() ? "FROZEN" : "1");

    cgroups.remove(GROUP);

    assertEnded(process);
  }

  /**
   * An engine that is told to stop interrupts its threads, and cleans up all the same. Frozen from
   * above, the process takes its time to die.
   */
  @Test
  @Requires("file:/sys/fs/cgroup/freezer")
  void anInterruptedThreadWaitsToo() throws Exception {
    var process = sleeper();
    var state = layout.legacy("freezer").orElseThrow().group(TOP).resolve("freezer.state");
    Files.writeString(state, "FROZEN");
    var thaw = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    var thawed = CompletableFuture.runAsync(() -> write(state, "THAWED"), thaw);
    Thread.currentThread().interrupt();

    cgroups.remove(GROUP);

    assertThat(Thread.interrupted()).isTrue();
    thawed.join();
    assertEnded(process);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsNotThereIsNoTrouble() {
    var nowhere = TOP + "/nowhere";

    cgroups.kill(nowhere);
    cgroups.remove(nowhere);
    assertThat(cgroups.children(nowhere)).isEmpty();
    assertThat(cgroups.outOfMemory(nowhere)).isFalse();
  }
}
