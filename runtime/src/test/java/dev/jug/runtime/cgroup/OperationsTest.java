package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be done to a group in use, on the real kernel, in both versions. */
@Root
@LeakChecked
class OperationsTest {

  @DisplayName("E30: who is frozen stands still until thawed")
  @Test
  void whoIsFrozenStandsStillUntilThawed() throws Exception {
    try (var group = LiveGroup.made()) {
      var process = group.run("while :; do echo; done");
      process.getInputStream().read();
      assertThat(group.cgroups.frozen(group.path)).isFalse();

      group.cgroups.freeze(group.path);
      assertThat(group.cgroups.frozen(group.path)).isTrue();
      long used = group.cgroups.stats(group.path).cpu().usage().total();
      Thread.sleep(100);
      assertThat(group.cgroups.stats(group.path).cpu().usage().total()).isEqualTo(used);

      group.cgroups.thaw(group.path);
      assertThat(group.cgroups.frozen(group.path)).isFalse();
      process.getInputStream().readNBytes(1 << 20);
    }
  }

  @Test
  void theFrozenAreKilled() throws Exception {
    try (var group = LiveGroup.made()) {
      var process = group.run("sleep 100");
      group.cgroups.freeze(group.path);

      group.cgroups.kill(group.path);

      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(group.cgroups.processes(group.path)).isEmpty();
    }
  }

  @Test
  void numbersAreThoseOfTheProcessesInIt() throws Exception {
    try (var group = LiveGroup.made()) {
      group.cgroups.update(group.path, memory(64L << 20, null, null));
      group.cgroups.update(group.path, ResourceFixture.pids(30));
      var process =
          group.run("i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo x; exec sleep 100");
      process.getInputStream().read();

      var stats = group.cgroups.stats(group.path);

      assertThat(stats.cpu().usage().total()).isBetween(10_000_000L, 60_000_000_000L);
      assertThat(stats.cpu().usage().user()).isPositive();
      assertThat(stats.cpuset().cpus()).isNotNull();
      assertThat(stats.memory().usage().limit()).isEqualTo(64L << 20);
      assertThat(stats.memory().usage().usage()).isBetween(1L << 12, 64L << 20);
      assertThat(stats.memory().raw()).isNotEmpty();
      assertThat(stats.pids().current()).isEqualTo(1);
      assertThat(stats.pids().limit()).isEqualTo(30);
    }
  }

  @Test
  void killsForWantOfMemoryAreSeen() throws Exception {
    try (var group = LiveGroup.made();
        var watch = group.cgroups.watchMemory(group.path);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      group.cgroups.update(group.path, memory(16L << 20, null, 16L << 20));
      var kills = threads.submit(watch::awaitKills);

      group.run("dd if=/dev/zero of=/dev/null bs=64M count=1");

      assertThat(kills.get(20, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(group.cgroups.outOfMemory(group.path)).isTrue();
    }
  }

  @Test
  void whoeverWaitsForKillsHearsOfTheEnd() throws Exception {
    try (var group = LiveGroup.made();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watch = group.cgroups.watchMemory(group.path);
      var kills = threads.submit(watch::awaitKills);
      CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(watch::close);

      assertThat(kills.get(5, TimeUnit.SECONDS)).isZero();
      watch.close();
      assertThat(watch.awaitKills()).isZero();
    }
  }

  @Test
  void everyControllerHasADirectory() throws IOException {
    try (var group = LiveGroup.made()) {
      var directories = group.cgroups.directoriesByController(group.path);

      assertThat(directories.values()).allMatch(Files::isDirectory);
      assertThat(directories.containsKey("")).isEqualTo(group.layout.unified().isPresent());
      group
          .layout
          .legacy()
          .forEach(h -> assertThat(directories).containsKeys(h.controllers().getFirst()));
    }
  }

  @Test
  void aGroupThatSomebodyMadeIsTaken() throws IOException {
    try (var group = LiveGroup.made()) {
      var setup = group.cgroups.adopt(group.path, Resources.NONE);

      assertThat(setup.directories()).isEmpty();
      var one = group.directories().getFirst();
      Files.delete(one);
      assertThat(group.cgroups.adopt(group.path, Resources.NONE).directories())
          .isEqualTo(List.of(one));
    }
  }

  @Test
  void aGroupInUseIsNotTaken() throws IOException {
    try (var group = LiveGroup.made()) {
      var process = group.run("sleep 100");

      assertThatThrownBy(() -> group.cgroups.adopt(group.path, Resources.NONE))
          .isInstanceOf(InvalidSpecException.class)
          .hasMessage(
              "linux.cgroupsPath: in %s there is process %d already: choose another path, or end it"
                  .formatted(group.path, process.pid()));
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void whatIsNotThereIsSaidToBeNotThere() {
    var cgroups = new Cgroups(CgroupLayout.detect());

    assertThatThrownBy(() -> cgroups.stats("/jug-test-nowhere"))
        .isInstanceOf(CgroupException.class)
        .hasMessage("cgroup /jug-test-nowhere is not there");
    assertThatThrownBy(() -> cgroups.freeze("/jug-test-nowhere"))
        .isInstanceOf(CgroupException.class);
    assertThatThrownBy(() -> cgroups.watchMemory("/jug-test-nowhere"))
        .isInstanceOf(CgroupException.class);
  }
}
