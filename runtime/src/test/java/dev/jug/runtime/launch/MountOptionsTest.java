package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.runtime.LaunchException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mount options do, seen from inside. */
@Root
@Requires("busybox")
@LeakChecked
class MountOptionsTest {
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

  private static Mounted container() {
    return new Mounted(runtime, rootfs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ro", "nosuid", "nodev", "noexec", "noatime", "nodiratime", "nosymfollow"})
  void bindsAndFileSystemsHaveTheAttribute(String option) throws IOException {
    assertThat(container().bind(folder, "/m", "bind," + option).optionsOf("/m")).contains(option);
    assertThat(container().add("/m", "tmpfs", "tmpfs", option).optionsOf("/m")).contains(option);
  }

  @ParameterizedTest
  @CsvSource({"suid,nosuid", "dev,nodev", "exec,noexec", "symfollow,nosymfollow", "rw,ro"})
  void theOppositeTakesItAway(String option, String opposite) throws IOException {
    var options = "bind," + opposite + "," + option;

    assertThat(container().bind(folder, "/m", options).optionsOf("/m")).doesNotContain(opposite);
  }

  @Test
  void whatTheHostsMountHasStays() throws IOException {
    try (var host = new HostMounts()) {
      var source = host.tmpfs(folder.resolve("source"));
      HostMounts.mount("-o", "remount,nosuid,noatime", source.toString());

      assertThat(container().bind(source, "/m", "bind,ro").optionsOf("/m"))
          .contains("ro", "nosuid", "noatime");
      assertThat(container().bind(source, "/m", "bind,suid,relatime").optionsOf("/m"))
          .contains("rw", "relatime")
          .doesNotContain("nosuid", "noatime");
    }
  }

  @Test
  void accessTimesAreKeptAsAsked() throws IOException {
    Files.writeString(folder.resolve("file"), "x");
    var script = "touch -a -d '2001-01-01 00:00' /m/file; cat /m/file; stat -c %X /m/file";

    assertThat(container().bind(folder, "/m", "bind,noatime").run(script).stdout())
        .contains("x9783072");
    assertThat(container().bind(folder, "/m", "bind,strictatime").run(script).stdout())
        .doesNotContain("9783072");
  }

  @Test
  void nothingIsWrittenExecutedOrFollowed() throws IOException {
    Files.copy(rootfs.resolve("bin/busybox"), folder.resolve("tool"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("tool"));
    var script = "touch /m/new; /m/tool true; cat /m/link >/dev/null; true";
    var outcome = container().bind(folder, "/m", "bind,ro,noexec,nosymfollow").run(script);

    assertThat(outcome.stderr().lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("Read-only file system"))
        .anySatisfy(line -> assertThat(line).contains("Permission denied"))
        .anySatisfy(line -> assertThat(line).containsIgnoringCase("symbolic link"));
  }

  @Test
  void devicesDoNotWorkWithNodev() throws IOException {
    var script = "head -c1 /m/zero | wc -c";
    var bind = "mknod /m/zero c 1 5; ";
    var mounted = container().add("/m", "tmpfs", "tmpfs", "nodev");

    assertThat(mounted.run(bind + script).stdout().strip()).isEqualTo("0");
  }

  @Test
  void flagsOfTheFileSystemReachIt() throws IOException {
    var mounted = container().add("/m", "tmpfs", "tmpfs", "sync,dirsync,lazytime,size=1m,silent");
    var line = mounted.run("grep ' /m ' /proc/self/mountinfo").stdout();

    assertThat(line).contains("sync").contains("dirsync").contains("size=1024k");
  }

  @Test
  void aReadOnlyTmpfsIsFilledFirst() throws IOException {
    var mounted = container().add("/m", "tmpfs", "tmpfs", "ro").bind(folder, "/m/below", "bind");
    var outcome = mounted.run("touch /m/below/made; touch /m/not");

    assertThat(outcome.stderr()).contains("/m/not: Read-only file system");
    assertThat(folder.resolve("made")).exists();
  }

  @Test
  void aDestinationCountsFromTheRoot() throws IOException {
    Files.writeString(folder.resolve("file"), "content");

    assertThat(container().bind(folder, "a/../b", "bind").run("cat /b/file").stdout())
        .isEqualTo("content");
  }

  @Test
  void aFileIsMadeForAFileAlsoThroughALinkToNowhere() throws IOException {
    var image = BusyboxRootfs.create(folder.resolve("rootfs"));
    var file = Files.writeString(folder.resolve("file"), "content");
    Files.createSymbolicLink(image.resolve("etc/link"), Path.of("/run/not-there"));
    var mounted =
        new Mounted(runtime, image).bind(file, "/etc/link", "bind").bind(file, "/x/y", "bind,ro");

    assertThat(mounted.run("cat /etc/link /run/not-there /x/y; echo > /x/y").stdout())
        .isEqualTo("contentcontentcontent");
    assertThat(Files.readString(file)).isEqualTo("content");
  }

  /** Images of distributions have such a link for the resolv.conf that a running system makes. */
  @Test
  void directoriesThatALinkOfTheImageNamesAreMade() throws IOException {
    var image = BusyboxRootfs.create(folder.resolve("rootfs"));
    var file = Files.writeString(folder.resolve("file"), "content");
    Files.createSymbolicLink(image.resolve("etc/link"), Path.of("../run/not/there"));
    Files.createSymbolicLink(image.resolve("etc/folder"), Path.of("/run/no/folder"));
    var mounted =
        new Mounted(runtime, image)
            .add("/run", "tmpfs", "tmpfs", "size=1m")
            .bind(file, "/etc/link", "bind")
            .add("/etc/folder", "tmpfs", "tmpfs", "size=1m");

    assertThat(mounted.run("cat /run/not/there; grep -c /run/no/folder /proc/mounts").stdout())
        .isEqualTo("content1\n");
    assertThat(image.resolve("run")).isEmptyDirectory();
  }

  @Test
  void filesAndDirectoriesDoNotMix() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "content");

    assertThatThrownBy(() -> container().bind(file, "/etc", "bind").run("true"))
        .hasMessageContaining("mounts[7]: /etc")
        .hasMessageContaining("a file can be bound onto a file only");
    assertThatThrownBy(() -> container().bind(folder, "/etc/passwd", "bind").run("true"))
        .hasMessageContaining("mounts[7]: /etc/passwd")
        .hasMessageContaining("there must be a directory");
  }

  @Test
  void filesOfDevCanBeReplaced() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "content");
    var mounted =
        container()
            .bind(file, "/dev/console", "bind")
            .bind(file, "/dev/ptmx", "bind,ro")
            .bind(file, "/dev/full", "bind");

    assertThat(mounted.run("cat /dev/console /dev/ptmx /dev/full; cat /dev/null").stdout())
        .isEqualTo("contentcontentcontent");
  }

  @Test
  void aMountCoversWhatWasMadeBelowIt() throws IOException {
    var mounted =
        container()
            .add("/tmp/a/b", "tmpfs", "tmpfs", "size=1m")
            .add("/tmp/a", "tmpfs", "tmpfs", "size=1m")
            .add("/tmp/a/b/c", "tmpfs", "tmpfs", "size=1m");

    assertThat(mounted.run("grep -c ' /tmp/a' /proc/self/mountinfo").stdout()).isEqualTo("3\n");
  }

  @Test
  void aMountThatIsThereCanBeChanged() throws IOException {
    var remount = container().add("/dev/shm", "tmpfs", "shm", "remount,size=64k,nosuid");
    var attribute = container().add("/dev/shm", "bind", "none", "remount,bind,noexec");
    var line = remount.run("grep ' /dev/shm ' /proc/self/mountinfo").stdout();

    assertThat(line).contains("size=64k");
    assertThat(attribute.optionsOf("/dev/shm")).contains("noexec", "nosuid", "nodev");
    assertThat(container().add("/dev/shm", null, null, "rshared").optionsOf("/dev/shm"))
        .contains("shared");
    assertThat(container().add("/m", "tmpfs", "tmpfs", "unbindable").optionsOf("/m"))
        .contains("unbindable");
  }

  @Test
  void onlyAMountCanBeChanged() {
    assertThatThrownBy(() -> container().add("/tmp", null, null, "rshared").run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("mounts[7]: /tmp (change to rshared)")
        .hasMessageContaining("there must be a mount at the destination");
  }

  @Test
  void procIsNeverMountedThroughALink() throws IOException {
    var image = BusyboxRootfs.create(folder.resolve("rootfs"));
    Files.delete(image.resolve("proc"));
    Files.createSymbolicLink(image.resolve("proc"), Path.of("tmp"));

    assertThatThrownBy(() -> new Mounted(runtime, image).run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("mounts[0]: /proc")
        .hasMessageContaining("not a symbolic link");
  }

  @Test
  void sysfsNeedsANetworkOfItsOwn() {
    var mounted =
        container()
            .linux(TestSpecs::withUserNamespace)
            .linux(linux -> Mounted.without(linux, "network"));

    assertThatThrownBy(() -> mounted.run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("/sys (sysfs)")
        .hasMessageContaining("bind the host's /sys");
  }
}
