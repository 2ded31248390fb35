package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.Device;
import dev.jug.oci.runtime.Linux;
import dev.jug.runtime.LaunchException;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Device nodes, and what an image may have put in their places. */
@Root
@Requires("busybox")
@LeakChecked
class NodesTest {
  @TempDir Path images;
  private Path rootfs;
  private LaunchingRuntime runtime;

  @BeforeEach
  void start() {
    rootfs = BusyboxRootfs.create(images.resolve("rootfs"));
    runtime = Runtimes.open();
  }

  @AfterEach
  void stop() {
    runtime.close();
  }

  private Mounted plain() {
    return new Mounted(runtime, rootfs).withoutMount("/dev");
  }

  private Mounted with(Device device) {
    return plain().linux(linux -> devices(linux, device));
  }

  private static Linux devices(Linux linux, Device device) {
    return new Linux(
        linux.namespaces(),
        linux.uidMappings(),
        linux.gidMappings(),
        List.of(device),
        linux.cgroupsPath(),
        linux.resources(),
        linux.maskedPaths(),
        linux.readonlyPaths(),
        linux.sysctl(),
        linux.seccomp(),
        linux.rootfsPropagation(),
        linux.timeOffsets(),
        null,
        null,
        null,
        null,
        linux.netDevices());
  }

  @Test
  void whatIsThereAlreadyIsTaken() throws IOException {
    var script = "stat -c %t:%T /dev/null /dev/mine; stat -c %F /dev/pipe";
    var mine = new Device("c", "/dev/mine", 1L, 5L, 0666, null, null);

    assertThat(with(mine).run(script).stdout()).startsWith("1:3\n1:5\n");
    assertThat(with(mine).run(script).stdout()).startsWith("1:3\n1:5\n");
    var pipe = new Device("p", "/dev/pipe", null, null, 0600, null, null);
    assertThat(with(pipe).run(script).stdout()).endsWith("fifo\n");
    assertThat(with(pipe).run(script).stdout()).endsWith("fifo\n");
  }

  @Test
  void aFileInPlaceOfADeviceIsRefused() throws IOException {
    Files.createDirectories(rootfs.resolve("dev"));
    Files.writeString(rootfs.resolve("dev/null"), "");

    assertRefused(plain());
  }

  @Test
  void anotherDeviceInItsPlaceIsRefused() throws IOException {
    with(new Device("c", "/dev/mine", 1L, 5L, 0666, null, null)).run("true");

    assertRefused(with(new Device("c", "/dev/mine", 1L, 7L, 0666, null, null)));
    assertRefused(with(new Device("b", "/dev/mine", 1L, 5L, 0666, null, null)));
  }

  private static void assertRefused(Mounted container) {
    assertThatThrownBy(() -> container.run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("the root file system has something else of this name");
  }
}
