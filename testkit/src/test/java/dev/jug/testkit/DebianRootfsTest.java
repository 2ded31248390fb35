package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Root
@Requires("command:debootstrap")
class DebianRootfsTest {
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void isAWholeSystem() throws IOException {
    var rootfs = DebianRootfs.shared();
    assertThat(Commands.run("chroot", rootfs.toString(), "dpkg", "-l", "bash"))
        .contains("ii  bash");
  }
}
