package dev.jug.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.fs.MountTable;
import dev.jug.linux.fs.Stat;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFinderTest {
  @TempDir Path root;

  @BeforeEach
  void tree() throws IOException {
    file("etc/passwd", "rw-r--r--");
    file("etc/shadow", "rw-r--r--");
    file("etc/ssh/ssh_host_rsa_key", "rw-r--r--");
    file("etc/ssh/ssh_host_rsa_key.pub", "rw-r--r--");
    file("etc/secret", "rw-r-----");
    file("etc/deep/a/b/c/secret", "rw-------");
    file("etc/closed/inside", "rw-r--r--");
    mode("etc/closed", "rwxr-x---");
    file("var/lib/docker/overlay", "rw-r--r--");
    file("var/lib/app/jug/state", "rw-r--r--");
    file("usr/bin/sh", "rwx------");
    file("usr/local/etc/token", "rw-------");
    file("opt/app/key", "rw-------");
    file("root/.ssh/id", "rw-r--r--");
    file("data/table", "rw-r--r--");
    file("swapfile", "rw-------");
    Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
    Files.createSymbolicLink(root.resolve("etc/link"), Path.of("/root/.ssh/id"));
  }

  private void file(String path, String mode) throws IOException {
    var file = root.resolve(path);
    var missing = file.getParent();
    Files.createDirectories(missing);
    Files.writeString(file, path);
    mode(path, mode);
  }

  private void mode(String path, String mode) throws IOException {
    Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(mode));
  }

  private Mask mask() throws IOException {
    return new SecretFinder(root, Set.of(root.resolve("var/lib/app/jug"))).secrets();
  }

  @Test
  void whatAnOrdinaryUserCouldNotReadIsHidden() throws IOException {
    assertThat(mask().absent())
        .extracting(Path::toString)
        .containsExactly(
            "etc/deep/a/b/c/secret",
            "etc/secret",
            "etc/shadow",
            "etc/ssh/ssh_host_rsa_key",
            "opt/app/key",
            "swapfile",
            "usr/local/etc/token");
    assertThat(mask().empty())
        .extracting(Path::toString)
        .containsExactly("data", "etc/closed", "root", "var/lib/app/jug", "var/lib/docker");
  }

  @Test
  void withSecretsExposedTheEnginesOwnStaysHidden() {
    var mask = new SecretFinder(root, Set.of(root.resolve("var/lib/app/jug"))).ownOnly();
    assertThat(mask.absent()).isEmpty();
    assertThat(mask.empty()).extracting(Path::toString).containsExactly("var/lib/app/jug");
  }

  @Test
  void theSameMaskHasTheSameNameAndAnotherAnother() throws IOException {
    var before = mask().name();
    file("etc/public", "rw-r--r--");
    assertThat(mask().name()).isEqualTo(before);
    file("etc/private", "rw-------");
    assertThat(mask().name()).isNotEqualTo(before);
  }

  @Test
  void aNewEntryAnywhereIsNoticed() throws IOException {
    var fingerprint = Fingerprint.of(mask().seen());
    assertThat(fingerprint.holds()).isTrue();
    file("etc/deep/a/new", "rw-r--r--");
    assertThat(fingerprint.holds()).isFalse();
  }

  @Test
  void separateFileSystemsOfTheSystemAreLayersOfTheirOwn() throws IOException {
    var table =
        List.of(
            entry("/", "ext4"),
            entry("/usr", "ext4"),
            entry("/var", "xfs"),
            entry("/var/lib/docker/overlay2/x/merged", "overlay"),
            entry("/usr/share/magic", "tmpfs"),
            entry("/home", "ext4"));
    assertThat(SystemMounts.visible(table, mask()))
        .containsExactly(Path.of("/usr"), Path.of("/var"));
  }

  private static MountTable.Entry entry(String target, String type) {
    return new MountTable.Entry("/", Path.of(target), type, "/dev/x", List.of());
  }

  @Test
  @Root
  void theLayerSaysWhatTheMaskSays(@TempDir Path layer) throws IOException {
    mode("etc/closed", "rwx------");
    new MaskWriter(root, layer).write(mask(), List.of(Path.of("usr")));
    assertThat(Stat.ofEntry(layer.resolve("etc/secret")).isWhiteout()).isTrue();
    assertThat(Files.getPosixFilePermissions(layer.resolve("etc/closed")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(layer.resolve("usr")).isDirectory();
    assertThat(layer.resolve("etc/resolv.conf")).isEmptyFile();
    assertThat(layer.resolve("etc/passwd")).doesNotExist();
  }
}
