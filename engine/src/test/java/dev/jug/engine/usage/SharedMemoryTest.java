package dev.jug.engine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoryTest {
  @TempDir Path proc;

  private void process(int pid, int resident, int proportional) throws IOException {
    var directory = Files.createDirectory(proc.resolve(Integer.toString(pid)));
    Files.writeString(
        directory.resolve("smaps_rollup"),
        """
        00400000-7ffc1000 ---p 00000000 00:00 0    [rollup]
        Rss:            %7d kB
        Pss:            %7d kB
        Pss_Dirty:          900 kB
        SwapPss:            700 kB
        """
            .formatted(resident, proportional));
  }

  @Test
  void pagesOfSeveralAreCountedOnce() throws IOException {
    process(11, 1000, 250);
    process(12, 600, 350);
    var shared = SharedMemory.of(proc, List.of(11, 12));
    assertThat(shared).isEqualTo(new SharedMemory(2, 1600 << 10, 600 << 10));
    assertThat(shared.saved()).isEqualTo(1000 << 10);
  }

  @Test
  void whoHasEndedIsLeftOut() throws IOException {
    process(11, 1000, 250);
    Files.createDirectory(proc.resolve("13"));
    Files.writeString(proc.resolve("13/smaps_rollup"), "");
    assertThat(SharedMemory.of(proc, List.of(11, 12)))
        .isEqualTo(new SharedMemory(1, 1000 << 10, 250 << 10));
    assertThat(SharedMemory.of(proc, List.of())).isEqualTo(new SharedMemory(0, 0, 0));
  }
}
