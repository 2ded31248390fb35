package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.LaunchException;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose files the files of a mount are. */
@Root
@Requires("busybox")
@LeakChecked
class IdMappedMountTest {
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

  private static final List<IdMapping> ANOTHER = List.of(new IdMapping(0, 5000, 1000));

  private Mounted mapped(Path source, String options) {
    var mount = new Mount("/m", "bind", source.toString(), options(options), ANOTHER, ANOTHER);
    return new Mounted(runtime, rootfs).add(mount);
  }

  private static List<String> options(String options) {
    return List.of(options.split(","));
  }

  private Path owned(int uid) throws IOException {
    var file = Files.createFile(folder.resolve("file"));
    Files.setAttribute(file, "unix:uid", uid);
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"bind", "bind,idmap", "rbind,ridmap,ro"})
  void explicitMappingsShowOtherOwners(String options) throws IOException {
    owned(7);

    assertThat(mapped(folder, options).run("stat -c %u:%g /m/file").stdout())
        .isEqualTo("5007:5000\n");
  }

  @Test
  void newFilesBelongToWhoTheyAreMappedFrom() throws IOException {
    Files.setAttribute(folder, "unix:mode", 0777);
    Files.setAttribute(folder, "unix:uid", 9);
    var outcome =
        mapped(folder, "bind").run("touch /m/x; mkdir /m/d && chown 5009:5003 /m/d; echo $?");

    assertThat(outcome.stderr()).contains("/m/x: Value too large");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void theContainersOwnNamespaceIsTheDefault() throws IOException {
    owned(7);
    Files.setAttribute(folder, "unix:mode", 0755);
    for (var name : List.of("m", "other", "plain")) {
      Files.createDirectories(rootfs.resolve(name));
    }
    var container =
        new Mounted(runtime, rootfs)
            .bind(folder, "/m", "bind,idmap")
            .bind(folder, "/other", "bind,ridmap")
            .bind(folder, "/plain", "bind")
            .linux(TestSpecs::withUserNamespace);
    var script = "stat -c %u /m/file /other/file /plain/file; touch /m/new";

    assertThat(container.run(script).stdout()).isEqualTo("7\n7\n65534\n");
    assertThat(Files.getAttribute(folder.resolve("new"), "unix:uid")).isEqualTo(0);
  }

  @Test
  void severalMapsInOneContainer() throws IOException {
    owned(0);
    var other = List.of(new IdMapping(0, 8000, 10));
    var mount = new Mount("/n", "bind", folder.toString(), options("bind"), other, other);
    var container = mapped(folder, "bind").add(mount);

    assertThat(container.run("stat -c %u /m/file /n/file").stdout()).isEqualTo("5000\n8000\n");
  }

  @Test
  void whatIsBelowIsMappedOnlyIfAsked() throws IOException {
    try (var host = new HostMounts()) {
      var source = host.tmpfs(folder.resolve("source"));
      Files.createFile(host.tmpfs(source.resolve("below")).resolve("file"));
      var script = "stat -c %u /m/below/file";

      assertThat(mapped(source, "rbind,idmap").run(script).stdout()).isEqualTo("0\n");
      assertThat(mapped(source, "rbind,ridmap").run(script).stdout()).isEqualTo("5000\n");
    }
  }

  @Test
  void aFileSystemThatCannotSaysSo() {
    assertThatThrownBy(() -> mapped(Path.of("/sys/kernel"), "bind").run("true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("mounts[7]: /m (bind of /sys/kernel)")
        .hasMessageContaining("does not map ids for every file system");
  }

  @Test
  void aSourceBehindAClosedDoorIsReached() throws IOException {
    Files.createDirectories(rootfs.resolve("m"));
    var closed = Files.createDirectories(folder.resolve("closed/source"));
    Files.writeString(closed.resolve("file"), "content");
    Files.setAttribute(closed.getParent(), "unix:mode", 0700);
    var container =
        new Mounted(runtime, rootfs)
            .bind(closed, "/m", "bind,ro")
            .linux(TestSpecs::withUserNamespace);

    assertThat(container.run("cat /m/file").stdout()).isEqualTo("content");
  }

  @Test
  void whoBoreTheMapIsGone() throws IOException {
    owned(0);
    mapped(folder, "bind").run("true", () -> assertThat(mostChildren()).isEqualTo(1));
  }

  /** Launchers are our children, and have the container's process for theirs. */
  private static long mostChildren() {
    return ProcessHandle.current()
        .children()
        .mapToLong(launcher -> launcher.children().count())
        .max()
        .orElse(0);
  }
}
