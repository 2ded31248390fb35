package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Layouts.HYBRID;
import static dev.jug.runtime.cgroup.Layouts.LEGACY;
import static dev.jug.runtime.cgroup.Layouts.UNIFIED;
import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static dev.jug.runtime.cgroup.ResourceFixture.pids;
import static dev.jug.runtime.cgroup.ResourceFixture.unified;
import static dev.jug.runtime.cgroup.ResourceFixture.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processes, raw files of version 2, and what holds for all resources. */
class OtherWritesTest {
  private static final Path TOP = Path.of("/sys/fs/cgroup");

  @Test
  void howManyProcesses() {
    assertThat(writes(LEGACY, pids(7))).containsExactly("pids/jug/x/pids.max = 7");
    assertThat(writes(UNIFIED, pids(7))).containsExactly("jug/x/pids.max = 7");
    assertThat(writes(UNIFIED, pids(-1))).containsExactly("jug/x/pids.max = max");
    assertThat(writes(LEGACY, pids(-1))).containsExactly("pids/jug/x/pids.max = max");
  }

  /** A new group has no limit, so there is nothing to write. */
  @Test
  void zeroProcessesMeansAnyNumber() {
    assertThat(writes(LEGACY, pids(0))).isEmpty();
    assertThat(writes(UNIFIED, pids(0))).isEmpty();
  }

  @Test
  void rawFilesAreWrittenInTheOrderOfTheirNamesAndAfterTheRest() {
    var files = Map.of("memory.high", "5000", "io.max", "8:0 rbps=1", "cpu.weight", "3");
    var both =
        new Resources(List.of(), memory(9000L, null, null).memory(), null, pids(1).pids(), files);

    assertThat(writes(UNIFIED, both))
        .containsExactly(
            "jug/x/memory.max = 9000",
            "jug/x/pids.max = 1",
            "jug/x/cpu.weight = 3",
            "jug/x/io.max = 8:0 rbps=1",
            "jug/x/memory.high = 5000");
    assertThat(writes(HYBRID, unified(Map.of("cgroup.max.depth", "3"))))
        .containsExactly("unified/jug/x/cgroup.max.depth = 3");
  }

  @Test
  void rawFilesNeedVersion2AndStayInTheirGroup() {
    assertThatThrownBy(() -> writes(LEGACY, unified(Map.of("memory.max", "1"))))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("linux.resources.unified.memory.max: this machine has no cgroup");
    assertThatThrownBy(() -> writes(UNIFIED, unified(Map.of("../memory.max", "1"))))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("no slash");
  }

  @Test
  void everyWriteKnowsWhoAskedForIt() {
    assertThat(new ResourceWrites(UNIFIED, "/jug/x", (_, _, _) -> true).of(memory(10L, null, 15L)))
        .containsExactly(
            new Write(TOP.resolve("jug/x/memory.max"), "10", "linux.resources.memory.limit"),
            new Write(TOP.resolve("jug/x/memory.swap.max"), "5", "linux.resources.memory.swap"));
  }
}
