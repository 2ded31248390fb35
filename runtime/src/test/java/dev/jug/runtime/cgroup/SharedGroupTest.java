package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The groups above containers, on the real kernel. */
@Root
@LeakChecked
class SharedGroupTest {
  private static final String TOP = "/jug-test-" + ProcessHandle.current().pid() + "-shared";

  private final CgroupLayout layout = CgroupLayout.detect();
  private final Cgroups cgroups = new Cgroups(layout);

  @AfterEach
  void clean() {
    cgroups.remove(TOP);
  }

  /** The kernel lets nothing into a cpuset group without processors and memory nodes. */
  @Test
  @Requires("file:/sys/fs/cgroup/cpuset")
  void everyLevelHasProcessorsInVersion1() throws IOException {
    cgroups.prepare(TOP + "/a/b");
    var cpuset = layout.legacy("cpuset").orElseThrow();
    Files.createDirectory(cpuset.group(TOP + "/a/b/c"));

    for (var path : List.of(TOP, TOP + "/a", TOP + "/a/b", TOP + "/a/b/c")) {
      for (var file : List.of("cpuset.cpus", "cpuset.mems")) {
        assertThat(cpuset.group(path).resolve(file))
            .hasSameTextualContentAs(cpuset.mount().resolve(file));
      }
    }
  }

  @Test
  @Requires("cgroup2")
  void everyLevelPassesControllersOnInVersion2() throws IOException {
    cgroups.prepare(TOP + "/a/b");
    var unified = layout.unified().orElseThrow();

    for (var path : List.of(TOP, TOP + "/a", TOP + "/a/b")) {
      var passed = Files.readString(unified.group(path).resolve("cgroup.subtree_control"));
      assertThat(passed.strip().split(" ")).contains("cpu", "cpuset", "memory", "pids", "io");
    }
  }

  @Test
  void whatIsThereStaysAsItIs() throws IOException {
    cgroups.prepare(TOP);
    cgroups.prepare(TOP + "/a");
    cgroups.prepare(TOP + "/a");
    cgroups.prepare(TOP);

    assertThat(cgroups.children(TOP)).containsExactly("a");
  }
}
