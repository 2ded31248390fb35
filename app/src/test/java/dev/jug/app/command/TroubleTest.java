package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When the machine is the problem: a full disk, a stranger. */
@EndToEnd
@Requires({"command:setpriv", "command:mount"})
class TroubleTest {
  private final String rootfs = BusyboxRootfs.shared().toString();
  private Jug jug;

  @BeforeEach
  void open() {
    jug = new Jug();
  }

  @AfterEach
  void close() {
    jug.close();
  }

  private void shell(String script) {
    assertThat(Jug.finish(jug.start(List.of("sh", "-c", script)), new byte[0]).code()).isZero();
  }

  @Test
  void aFullDiskIsNamedAndNothingIsLeft() throws IOException {
    var state = jug.place().resolve("state");
    Files.createDirectory(state);
    shell("mount -t tmpfs -o size=64k,mode=700 tmpfs " + state);
    try {
      jug.run("engine", "start").ok();
      shell("head -c 64k /dev/zero > " + state + "/ballast || true");

      var result = jug.run("run", "-d", "--name", "full", "--rootfs", rootfs, "sleep", "9");

      assertThat(result.code()).isEqualTo(125);
      assertThat(result.err()).contains("No space left on device").doesNotContain("Exception");
      shell("rm " + state + "/ballast");
      assertThat(jug.run("ps", "-aq").text()).isEmpty();
      assertThat(jug.run("run", "--rm", "--rootfs", rootfs, "echo", "fits").text())
          .isEqualTo("fits");
    } finally {
      jug.run("engine", "stop").ok();
      shell("umount " + state);
    }
  }

  @DisplayName("G26: who is not of the group may not use the engine")
  @Test
  void aStrangerMayNotUseTheEngine() {
    jug.run("engine", "start").ok();
    shell("chmod 755 " + jug.place() + " " + jug.socket().getParent());

    var command = List.of("setpriv", "--reuid", "65534", "--clear-groups", Jug.program(), "ps");
    var result = Jug.finish(jug.start(command), new byte[0]);

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("ermission").contains(jug.socket().toString());
  }
}
