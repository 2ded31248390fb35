package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tmpfs that begins with the files it covers. */
@Root
@Requires("busybox")
@LeakChecked
class CopyUpTest {
  @TempDir static Path images;
  private static Path rootfs;
  private static LaunchingRuntime runtime;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    rootfs = BusyboxRootfs.create(images.resolve("rootfs"));
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private Path image() throws IOException {
    var image = BusyboxRootfs.create(folder.resolve("rootfs"));
    var data = Files.createDirectories(image.resolve("data/deep/er"));
    Files.writeString(data.resolve("file"), "content\n");
    Files.createFile(image.resolve("data/empty"));
    Files.createSymbolicLink(image.resolve("data/link"), Path.of("deep/er/file"));
    Files.createSymbolicLink(image.resolve("data/out"), Path.of("../etc/passwd"));
    Files.setAttribute(image.resolve("data/deep"), "unix:uid", 1000);
    Files.setAttribute(data.resolve("file"), "unix:gid", 50);
    Files.setAttribute(data.resolve("file"), "unix:mode", 06751);
    Files.setAttribute(image.resolve("data"), "unix:mode", 01750);
    return image;
  }

  private static Mounted over(Path image, String options) {
    return new Mounted(runtime, image).add("/data", "tmpfs", "tmpfs", options);
  }

  @Test
  void everythingIsThereAsItWas() throws IOException {
    var script =
        "cd /data; stat -c '%n %a %u %g %F' . deep deep/er/file empty link; cat link; readlink out";

    assertThat(over(image(), "tmpcopyup,size=1m").run(script).stdout())
        .isEqualTo(
            """
            . 1750 0 0 directory
            deep 755 1000 0 directory
            deep/er/file 6751 0 50 regular file
            empty 644 0 0 regular empty file
            link 777 0 0 symbolic link
            content
            ../etc/passwd
            """);
  }

  @Test
  void whatIsWrittenStaysInMemory() throws IOException {
    var image = image();
    var script = "echo changed > /data/empty && rm /data/link && grep ' /data ' /proc/self/mounts";

    assertThat(over(image, "tmpcopyup").run(script).stdout()).startsWith("tmpfs /data tmpfs rw");
    assertThat(image.resolve("data/empty")).isEmptyFile();
    assertThat(Files.isSymbolicLink(image.resolve("data/link"))).isTrue();
  }

  @Test
  void itCanBeReadOnlyAfterwards() throws IOException {
    var outcome = over(image(), "tmpcopyup,ro").run("cat /data/link; touch /data/x");

    assertThat(outcome.stdout()).isEqualTo("content\n");
    assertThat(outcome.stderr()).contains("Read-only file system");
  }

  @Test
  void withoutTheOptionOnlyThePermissionsAreThose() throws IOException {
    var image = image();

    assertThat(over(image, "size=1m").run("stat -c %a /data; ls -A /data").stdout())
        .isEqualTo("1750\n");
    assertThat(over(image, "mode=711").run("stat -c %a /data").stdout()).isEqualTo("711\n");
  }

  @Test
  void ownersAreMappedWithTheUsers() throws IOException {
    var image = image();
    Files.setAttribute(image.resolve("data"), "unix:mode", 0755);
    Files.setAttribute(image.resolve("data/empty"), "unix:uid", 100_007);
    Files.setAttribute(image.resolve("data/deep/er/file"), "unix:mode", 0644);
    var container = over(image, "tmpcopyup").linux(TestSpecs::withUserNamespace);

    assertThat(container.run("stat -c %u /data/empty; cat /data/link").stdout())
        .isEqualTo("7\ncontent\n");
  }

  @Test
  void aLinkInTheImageIsFollowedInsideOnly() throws IOException {
    var image = image();
    Files.createSymbolicLink(image.resolve("srv"), Path.of("../data"));
    var container = new Mounted(runtime, image).add("/srv", "tmpfs", "tmpfs", "tmpcopyup");

    assertThat(container.run("cat /data/link; grep -c ' /data ' /proc/mounts").stdout())
        .isEqualTo("content\n1\n");
  }

  @Test
  void aMountPointThatIsNotThereIsEmpty() throws IOException {
    var container = new Mounted(runtime, rootfs).add("/new", "tmpfs", "tmpfs", "tmpcopyup");

    assertThat(container.run("ls -A /new | wc -l").stdout()).isEqualTo("0\n");
  }

  @Test
  void tooManyFilesAreRefused() throws IOException {
    var image = image();
    for (int i = 0; i < 600; i++) {
      Files.createFile(image.resolve("data/" + i));
    }

    assertThatThrownBy(() -> over(image, "tmpcopyup").run("true"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("mounts[7].options: tmpcopyup copies at most 512 files");
  }
}
