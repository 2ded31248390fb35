package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.DebianRootfs;
import dev.jug.testkit.Requires;
import org.junit.jupiter.api.Test;

/** A root file system that a distribution made, and nobody prepared for us. */
@EndToEnd
@Requires("command:debootstrap")
class DebianTest {
  @Test
  void debianRuns() {
    var rootfs = DebianRootfs.shared().toString();
    try (var jug = new Jug()) {
      var script =
          "dpkg -l bash | grep -c ^ii; perl -e 'print 6*7'; echo; id -un; hostname; ls /proc/self/fd | wc -l";
      var result = jug.run("run", "--rm", "-h", "deb", "--rootfs", rootfs, "bash", "-c", script);

      assertThat(result.text()).isEqualTo("1\n42\nroot\ndeb\n4");
    }
  }

  @Test
  void anotherUserOfItHasItsGroups() {
    var rootfs = DebianRootfs.shared().toString();
    try (var jug = new Jug()) {
      var result = jug.run("run", "--rm", "-u", "www-data", "--rootfs", rootfs, "id");

      assertThat(result.text()).isEqualTo("uid=33(www-data) gid=33(www-data) groups=33(www-data)");
    }
  }
}
