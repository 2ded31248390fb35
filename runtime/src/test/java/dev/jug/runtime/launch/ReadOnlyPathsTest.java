package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Paths that are hidden or read-only, wherever they lead. */
@Root
@Requires("busybox")
@LeakChecked
class ReadOnlyPathsTest {
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

  private static Mounted with(String... paths) {
    return new Mounted(runtime, rootfs).linux(linux -> Mounted.readonlyPaths(linux, paths));
  }

  @Test
  void filesAndDirectoriesAreReadOnlyMissingOnesDoNotMatter() throws IOException {
    var script = "touch /etc/passwd; touch /home/x; touch /tmp/y; ls /tmp/y";
    var outcome = with("/etc/passwd", "/home", "/not/there", "/etc/passwd/x").run(script);

    assertThat(outcome.stderr().lines()).hasSize(2);
    assertThat(outcome.stderr()).contains("/etc/passwd: Read-only").contains("/home/x: Read-only");
    assertThat(outcome.stdout()).isEqualTo("/tmp/y\n");
  }

  @Test
  void whatIsMountedThereAndBelowIsMeantToo() throws IOException {
    var container =
        with("/var").add("/var", "tmpfs", "tmpfs", "mode=755").bind(folder, "/var/x", "bind");

    assertThat(container.run("touch /var/a; touch /var/x/a").stderr().lines()).hasSize(2);
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void aLinkIsFollowedInside() throws IOException {
    var image = BusyboxRootfs.create(folder.resolve("rootfs"));
    Files.createSymbolicLink(image.resolve("link"), Path.of("../home"));
    var container =
        new Mounted(runtime, image).linux(linux -> Mounted.readonlyPaths(linux, "/link"));

    assertThat(container.run("touch /home/x").stderr()).contains("Read-only");
  }

  @Test
  void theFlagsOfTheMountStay() throws IOException {
    assertThat(with("/proc/sys").optionsOf("/proc/sys"))
        .contains("ro", "nosuid", "nodev", "noexec");
    assertThat(with("/proc/sys").linux(TestSpecs::withUserNamespace).optionsOf("/proc/sys"))
        .contains("ro", "nosuid", "nodev", "noexec");
  }

  @Test
  void aReadOnlyRootHasWritableMounts() throws IOException {
    Files.createDirectories(rootfs.resolve("m"));
    var container = with().readonlyRoot().bind(folder, "/m", "bind");
    var outcome = container.run("touch /m/x /dev/shm/x; touch /etc/x; echo x > /dev/null");

    assertThat(outcome.stderr().lines()).hasSize(1);
    assertThat(outcome.stderr()).contains("/etc/x: Read-only");
    assertThat(folder.resolve("x")).exists();
  }

  /** What is shown instead of a masked file must not be for the image to choose. */
  @Test
  void anImageDoesNotChooseWhatIsShownInstead() throws IOException {
    var image = BusyboxRootfs.create(folder.resolve("rootfs"));
    var devices = Files.createDirectory(folder.resolve("devices"));
    Files.createSymbolicLink(devices.resolve("null"), Path.of("/etc/passwd"));
    var container = new Mounted(runtime, image).withoutMount("/dev").bind(devices, "/dev", "bind");

    assertThat(container.run("wc -c < /proc/keys; stat -c %t:%T /proc/keys").stdout())
        .isEqualTo("0\n1:3\n");
    assertThat(container.run("grep ' /proc/keys ' /proc/self/mountinfo").stdout())
        .doesNotContain("master:");
    assertThat(container.linux(TestSpecs::withUserNamespace).run("wc -c < /proc/keys").stdout())
        .isEqualTo("0\n");
  }

  @Test
  void aMappedRootSeesNothingOfMaskedPaths() throws IOException {
    var container = with("/proc/sys").linux(TestSpecs::withUserNamespace);
    var outcome = container.run("wc -c < /proc/keys; ls /sys/firmware | wc -l; umount /proc/keys");

    assertThat(outcome.stdout()).isEqualTo("0\n0\n");
  }
}
