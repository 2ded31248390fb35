package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void replacesTheWholeContent() throws IOException {
    var file = folder.resolve("f");
    for (var survives : Survives.values()) {
      Files.writeString(file, "a much longer text");
      AtomicFile.write(file, "new".getBytes(java.nio.charset.StandardCharsets.UTF_8), survives);
      assertThat(file).hasContent("new");
    }
  }

  @Test
  void leavesNothingWhenItFails() throws IOException {
    var directory = Files.createDirectories(folder.resolve("d/not-empty"));
    assertThatThrownBy(() -> AtomicFile.write(directory.getParent(), new byte[1], Survives.PROCESS))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("d.tmp")).doesNotExist();
    assertThat(directory).exists();
  }

  @Test
  void aThreadThatIsInterruptedWritesAllTheSame() throws IOException {
    for (var survives : Survives.values()) {
      var file = folder.resolve(survives.name());
      Thread.currentThread().interrupt();
      AtomicFile.write(file, new byte[] {'1'}, survives);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(file).hasContent("1");
    }
  }

  @Test
  void whatAWriterThatDiedHasLeftIsRemoved() throws IOException {
    var half = Files.writeString(AtomicFile.temporary(folder.resolve("a")), "hal");
    var whole = Files.writeString(folder.resolve("b"), "whole");

    AtomicFile.removeUnfinished(folder);
    AtomicFile.removeUnfinished(folder.resolve("missing"));

    assertThat(half).doesNotExist();
    assertThat(whole).hasContent("whole");
  }
}
