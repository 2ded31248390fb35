package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Requires("busybox")
class BusyboxRootfsTest {
  @Test
  void hasAShellAndUsers(@TempDir Path folder) {
    var rootfs = BusyboxRootfs.create(folder.resolve("rootfs"));
    assertThat(rootfs.resolve("bin/sh"))
        .isSymbolicLink()
        .hasSameBinaryContentAs(rootfs.resolve("bin/busybox"));
    assertThat(rootfs.resolve("etc/passwd")).content().contains("root:x:0:0:");
    assertThat(rootfs.resolve("proc")).isEmptyDirectory();
  }

  @Test
  @Root
  void runs(@TempDir Path folder) throws IOException {
    var rootfs = BusyboxRootfs.create(folder.resolve("rootfs"));
    assertThat(Commands.run("chroot", rootfs.toString(), "/bin/sh", "-c", "id -un"))
        .isEqualTo("root\n");
  }

  @Test
  void isMadeOnce() {
    assertThat(BusyboxRootfs.shared()).isEqualTo(BusyboxRootfs.shared()).isDirectory();
  }
}
