package dev.jug.engine.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodLogTest {
  @TempDir Path folder;

  @Test
  void theFileIsClosedAlthoughNobodyCanNoteHowFarItGot() throws Exception {
    var kept = Files.createDirectory(folder.resolve("kept"));
    var target = folder.resolve("pod/0.log");
    var log = PodLog.follow(kept, target, () -> true);
    for (int i = 0; i < 500 && !Files.exists(kept.resolve("forwarded")); i++) {
      Thread.sleep(10);
    }
    assertThat(isOpen(target)).isTrue();
    Tree.delete(kept);
    log.letGo();
    assertThat(isOpen(target)).isFalse();
  }

  private static boolean isOpen(Path file) throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.anyMatch(fd -> {
        try {
          return Files.readSymbolicLink(fd).equals(file);
        } catch (IOException _) {
          return false;
        }
      });
    }
  }
}
