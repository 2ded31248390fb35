package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class DiskTroubleTest {
  @Test
  void itIsFoundWhateverSaysIt() {
    var full = new IOException("No space left on device");
    var readOnly = new FileSystemException("/x", null, "Read-only file system");
    var quota = new SysException("mkdirat", Errno.EDQUOT, "/x");

    assertThat(DiskTrouble.of(full)).contains(DiskTrouble.FULL);
    assertThat(DiskTrouble.of(readOnly)).contains(DiskTrouble.READ_ONLY);
    assertThat(DiskTrouble.of(new IllegalStateException(quota))).contains(DiskTrouble.QUOTA);
    assertThat(DiskTrouble.of(new IOException("connection reset"))).isEmpty();
    assertThat(DiskTrouble.of(new IOException())).isEmpty();
  }

  @Test
  void itReadsAsASentence() {
    assertThat(DiskTrouble.FULL.of("/srv"))
        .isEqualTo("the disk of /srv is full: No space left on device (ENOSPC)");
    assertThat(DiskTrouble.READ_ONLY.isLackOfRoom()).isFalse();
  }
}
