package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OomCounterTest {
  @TempDir private Path folder;

  @Test
  void killsAreCounted() throws IOException {
    var file = Files.writeString(folder.resolve("memory.oom_control"), "under_oom 0\noom_kill 3\n");
    assertThat(new OomCounter(file, false).kills()).isEqualTo(3);
  }

  @Test
  void aGroupThatIsGoneHasNone() {
    assertThat(new OomCounter(folder.resolve("gone"), false).kills()).isZero();
  }

  /** The kernel opens a file of a group that goes meanwhile, and fails when it is read. */
  @Test
  void aGroupThatGoesWhileItIsReadHasNone() {
    assertThat(new OomCounter(folder, false).kills()).isZero();
  }
}
