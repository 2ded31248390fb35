package dev.jug.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jug.linux.SysException;
import dev.jug.linux.io.MemoryFile;
import dev.jug.linux.io.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpawnerTest {
  @Test
  void aProgramInMemoryRunsWithOneDescriptor() throws Exception {
    var busybox = Path.of("/usr/bin/busybox");
    assumeTrue(Files.isExecutable(busybox), "no busybox");
    try (var program = MemoryFile.sealed("program", Files.readAllBytes(busybox));
        var pair = Socket.pair()) {
      int pid =
          Spawner.spawn(program, List.of("sh", "-c", "echo $0 >&3; exit 5"), pair.second().fd());
      var process = Pidfd.open(pid).orElseThrow();

      var bytes = new byte[100];
      int count = pair.first().receive(bytes, 0, 100, new ArrayList<>());

      assertThat(new String(bytes, 0, count, StandardCharsets.UTF_8)).isEqualTo("sh\n");
      assertThat(process.reap()).isEqualTo(5);
      process.close();
    }
  }

  @Test
  void whatIsNoProgramIsAnError() {
    try (var text = MemoryFile.sealed("text", new byte[] {1, 2, 3});
        var pair = Socket.pair()) {
      assertThatThrownBy(() -> Spawner.spawn(text, List.of("text"), pair.second().fd()))
          .isInstanceOf(SysException.class)
          .hasMessageContaining("posix_spawn");
    }
  }

  @Test
  void nobodyWritesToASealedProgram() {
    try (var program = MemoryFile.sealed("program", new byte[] {1})) {
      var path = Path.of("/proc/self/fd/" + program.number());
      assertThatThrownBy(() -> Files.write(path, new byte[] {2}))
          .isInstanceOf(java.io.IOException.class);
    }
  }
}
