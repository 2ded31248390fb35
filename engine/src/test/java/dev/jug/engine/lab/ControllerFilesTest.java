package dev.jug.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Hierarchy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On made-up trees: a name of each version for the same thing. */
class ControllerFilesTest {
  @TempDir Path tree;

  private CgroupLayout layout(String... unified) {
    return new CgroupLayout(
        List.of(new Hierarchy(tree.resolve("blkio"), List.of("blkio"))),
        Optional.of(new Hierarchy(tree.resolve("unified"), List.of(unified))));
  }

  @Test
  void aControllerOfTheFirstVersionHasItsNamesOfThat() {
    var files = ControllerFiles.of(layout("io"), "/jug/lab", "blkio", "io");
    assertThat(files.legacy()).isTrue();
    assertThat(files.file("blkio.weight", "io.weight"))
        .isEqualTo(tree.resolve("blkio/jug/lab/blkio.weight"));
  }

  @Test
  void whatTheFirstDoesNotHaveIsInTheSecond() {
    var files = ControllerFiles.of(layout("memory"), "/jug/lab", "memory", "memory");
    assertThat(files.legacy()).isFalse();
    assertThat(files.file("memory.limit_in_bytes", "memory.max"))
        .isEqualTo(tree.resolve("unified/jug/lab/memory.max"));
  }

  @Test
  void someNeedNoControllerInTheSecond() {
    assertThat(ControllerFiles.of(layout(), "/jug/lab", "freezer", "").group())
        .isEqualTo(tree.resolve("unified/jug/lab"));
  }

  @Test
  void whatIsInNeitherIsNamed() {
    assertThatThrownBy(() -> ControllerFiles.of(layout(), "/jug/lab", "pids", "pids"))
        .isInstanceOf(Failed.class)
        .hasMessageContaining("no controller pids");
  }

  @Test
  void linesAreChosenByTheirKeys() throws IOException {
    var group = Files.createDirectories(tree.resolve("unified/jug/lab"));
    Files.writeString(group.resolve("cpu.stat"), "usage_usec 5\nnr_periods 4\nnr_throttled 3\n");
    var files = ControllerFiles.of(layout("cpu"), "/jug/lab", "cpu", "cpu");
    assertThat(files.lines("cpu.stat", "cpu.stat", "nr_periods", "nr_throttled"))
        .isEqualTo(group + "/cpu.stat: nr_periods 4, nr_throttled 3");
    assertThat(files.shown("cpu.stat", "cpu.stat"))
        .isEqualTo(group + "/cpu.stat: usage_usec 5, nr_periods 4, nr_throttled 3");
    assertThat(files.shown("cpu.max", "cpu.max")).endsWith("cpu.max: this kernel has none");
  }
}
