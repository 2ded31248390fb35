package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedDirectoryTest {
  @TempDir Path folder;

  @Test
  void theLivingKeepTheirsAndLeaveNothing() throws IOException {
    try (var owned = OwnedDirectory.in(folder)) {
      Files.writeString(owned.path().resolve("file"), "content");
      assertThat(OwnedDirectory.removeDead(folder)).isFalse();
      assertThat(owned.path().resolve("file")).exists();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatTheDeadLeftIsFoundAndRemoved() throws IOException {
    var dead = Files.createDirectories(folder.resolve("dead/full")).getParent();
    Files.createFile(folder.resolve("dead.lock"));
    Files.createDirectory(folder.resolve("killed before it had a lock"));

    assertThat(OwnedDirectory.dead(folder)).hasSize(2).contains(dead);
    assertThat(OwnedDirectory.removeDead(folder)).isTrue();

    assertThat(folder).isEmptyDirectory();
    assertThat(OwnedDirectory.removeDead(folder)).isFalse();
  }

  @Test
  void aLockAloneIsNothing() throws IOException {
    Files.createFile(folder.resolve("dead.lock"));

    assertThat(OwnedDirectory.removeDead(folder)).isFalse();

    assertThat(folder).isEmptyDirectory();
  }

  /** Makers and those who clean up meet at every step. */
  @Test
  void nobodyDisturbsAnybody() throws Exception {
    var done = new AtomicBoolean();
    var cleaner =
        CompletableFuture.runAsync(() -> {
          while (!done.get()) {
            clean();
          }
        });
    for (int i = 0; i < 300; i++) {
      try (var owned = OwnedDirectory.in(folder)) {
        Files.writeString(owned.path().resolve("file"), "content");
        assertThat(owned.path().resolve("file")).exists();
      }
    }
    done.set(true);
    cleaner.get();
    assertThat(folder).isEmptyDirectory();
  }

  private void clean() {
    try {
      assertThat(OwnedDirectory.removeDead(folder)).isFalse();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
