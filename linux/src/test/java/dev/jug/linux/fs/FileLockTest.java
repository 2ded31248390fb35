package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {
  @TempDir Path folder;

  @Test
  void oneHasItUntilItIsClosed() throws IOException {
    var file = folder.resolve("lock");
    try (var _ = FileLock.tryLock(file).orElseThrow()) {
      assertThat(FileLock.tryLock(file)).isEmpty();
    }
    FileLock.tryLock(file).orElseThrow().close();
  }

  @Test
  void aFileThatIsNotThereIsMadeOnlyIfWanted() throws IOException {
    var file = folder.resolve("lock");
    assertThat(FileLock.tryLockExisting(file)).isEmpty();
    assertThat(file).doesNotExist();
    try (var _ = FileLock.tryLock(file).orElseThrow()) {
      assertThat(FileLock.tryLockExisting(file)).isEmpty();
    }
    FileLock.tryLockExisting(file).orElseThrow().close();
  }

  @Test
  void aFileThatCannotBeMadeIsNamed() throws IOException {
    assertThatThrownBy(() -> FileLock.tryLock(folder.resolve("no/lock")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("no/lock: No such file");
  }
}
