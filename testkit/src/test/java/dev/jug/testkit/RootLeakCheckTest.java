package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Root
class RootLeakCheckTest {
  @TempDir Path folder;

  @Test
  @Requires("command:mount")
  void seesAMount() throws IOException {
    var before = LeakCheck.now();
    Commands.run("mount", "-t", "tmpfs", "jug-test", folder.toString());
    try {
      assertThat(before.leaks()).contains("mount: " + folder + " (tmpfs jug-test)");
    } finally {
      Commands.run("umount", folder.toString());
    }
    assertThat(before.leaks()).noneSatisfy(leak -> assertThat(leak).contains("jug-test"));
  }

  @Test
  void seesACgroup() throws IOException {
    var parent =
        Files.exists(Path.of("/sys/fs/cgroup/pids")) ? "/sys/fs/cgroup/pids" : "/sys/fs/cgroup";
    var cgroup = Path.of(parent, "jug-leak-check");
    var before = LeakCheck.now();
    Files.createDirectory(cgroup);
    try {
      assertThat(before.leaks()).contains("cgroup: " + cgroup);
    } finally {
      Files.delete(cgroup);
    }
  }

  @Test
  @Requires("command:ip")
  void seesALink() throws IOException {
    var before = LeakCheck.now();
    Commands.run("ip", "link", "add", "jugleak0", "type", "bridge");
    try {
      assertThat(before.leaks()).contains("network link: jugleak0");
    } finally {
      Commands.run("ip", "link", "del", "jugleak0");
    }
  }

  @Test
  @Requires("command:unshare")
  void seesANamespace() throws Exception {
    var before = LeakCheck.now();
    var child = new ProcessBuilder("unshare", "--uts", "sleep", "60").start();
    try {
      boolean seen = false;
      for (int i = 0; i < 100 && !seen; i++) {
        seen =
            before.leaks().stream()
                .anyMatch(leak -> leak.matches("namespace: uts:.* of .*sleep.*"));
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(seen).isTrue();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }
}
