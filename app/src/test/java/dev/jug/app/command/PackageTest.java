package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.DebianRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package: it is made, installed, used, upgraded below a container, and removed. */
@EndToEnd
@Requires({
  "command:dpkg-deb",
  "command:dpkg",
  "command:unshare",
  "command:chroot",
  "command:mmdebstrap"
})
class PackageTest {
  private static final int PATIENCE_SECONDS = 240;
  private static final Path ROOT = Path.of(System.getProperty("jug.root", ".."));

  @TempDir Path folder;

  private static String output(String... command) throws IOException {
    var process = new ProcessBuilder(command).directory(ROOT.toFile());
    process.environment().put("JUG_NO_BUILD", "1");
    return Jug.finish(process.start(), new byte[0], PATIENCE_SECONDS).text();
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void itIsInstalledUsedUpgradedAndRemoved() throws IOException {
    var made = output("./package").lines().toList();
    var script = folder.resolve("life.sh");
    try (var in = PackageTest.class.getResourceAsStream("package-life.sh")) {
      assertThat(in).isNotNull();
      Files.copy(in, script);
    }
    var place = Files.createDirectory(folder.resolve("place")).toString();
    var rootfs = BusyboxRootfs.shared().toString();
    var debian = DebianRootfs.shared().toString();
    var life =
        output("unshare", "-m", "sh", script.toString(), made.getLast(), rootfs, place, debian);

    assertThat(life.lines())
        .containsExactly(
            "/usr/lib/jug/lib/jug.aot",
            "/usr/share/fish/vendor_completions.d/jug.fish",
            "/usr/share/man/man1/jug-network-ls.1.gz",
            "/usr/share/zsh/vendor-completions/_jug",
            "prune",
            "it runs",
            "/usr/lib/jug/runtime/bin/java",
            "jug",
            "before goes on",
            "nothing is left");
  }
}
