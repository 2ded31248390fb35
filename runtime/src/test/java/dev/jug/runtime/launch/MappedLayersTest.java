package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.Mount;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.RootSource;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Image layers below a user namespace: whose their files are inside, outside, and on disk. */
@Root
@Requires("busybox")
@LeakChecked
class MappedLayersTest {
  private static final List<String> RIGHTS =
      List.of("CAP_SYS_ADMIN", "CAP_DAC_OVERRIDE", "CAP_CHOWN", "CAP_FOWNER");

  @TempDir static Path images;
  private static Path base;
  private static LaunchingRuntime runtime;

  @TempDir Path folder;
  private Path upper;
  private Path work;
  private Path layer;

  @BeforeAll
  static void start() {
    base = BusyboxRootfs.create(images.resolve("base"));
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  @BeforeEach
  void layers() throws IOException {
    upper = Files.createDirectory(folder.resolve("upper"));
    work = Files.createDirectory(folder.resolve("work"));
    layer = Files.createDirectory(folder.resolve("layer"));
    Files.setAttribute(upper, "unix:mode", 0755);
    Files.setAttribute(layer, "unix:mode", 0755);
  }

  private Sandbox.Outcome run(String script) throws IOException {
    return run(List.of(layer, base), script);
  }

  private Sandbox.Outcome run(List<Path> lowers, String script) throws IOException {
    return run(new RootSource.Overlay(lowers, upper, work, false), List.of(), script);
  }

  private Sandbox.Outcome run(RootSource root, List<Mount> more, String script) throws IOException {
    var process = TestSpecs.process(false, RIGHTS, "sh", "-c", script);
    var plain = TestSpecs.container(process);
    var linux = TestSpecs.withUserNamespace(TestSpecs.linux());
    var mounts = Stream.concat(more.stream(), plain.mounts().stream()).toList();
    var spec =
        new Spec("1.3.0", plain.root(), mounts, process, "box", null, plain.annotations(), linux);
    try (var sandbox = new Sandbox(runtime, spec, root, false, false)) {
      return sandbox.run();
    }
  }

  private int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid");
  }

  @Test
  @DisplayName("C30: files of image layers have the image's ids in a container with other ids")
  void whatTheImageHasBelongsToWhomItSays() throws IOException {
    Files.setAttribute(Files.createFile(layer.resolve("his")), "unix:uid", 7);

    var outcome = run("stat -c %u:%g /bin /his; head -1 /proc/self/uid_map | tr -s ' '");

    assertThat(outcome.stdout()).isEqualTo("0:0\n7:0\n 0 100000 65536\n");
  }

  @Test
  void whatIsWrittenLiesOnDiskWithTheContainersIds() throws IOException {
    Files.setAttribute(Files.createFile(layer.resolve("old")), "unix:uid", 7);
    var script =
        "echo a >/mine && echo b >>/old && touch /hers && chown 33:44 /hers && mkdir /d && mkfifo /d/p";

    assertThat(run(script)).isEqualTo(new Sandbox.Outcome("", "", 0));

    assertThat(owner(upper.resolve("mine"))).isEqualTo(0);
    assertThat(owner(upper.resolve("old"))).isEqualTo(7);
    assertThat(owner(upper.resolve("hers"))).isEqualTo(33);
    assertThat(owner(upper.resolve("d/p"))).isEqualTo(0);
    assertThat(owner(layer.resolve("old"))).isEqualTo(7);
  }

  @Test
  void whatIsRemovedIsGoneAndADirectoryMadeAgainIsEmpty() throws IOException {
    Files.createDirectories(layer.resolve("d/e"));
    Files.createFile(layer.resolve("file"));

    assertThat(run("rm /file; rm -r /d; mkdir /d; ls /d; ls /file").stdout()).isEmpty();
    assertThat(run("ls -A /d; test -e /file || echo gone").stdout()).isEqualTo("gone\n");
  }

  @Test
  void anIdOutsideOfTheMapIsNobodyAndStaysUntouched() throws IOException {
    Files.setAttribute(Files.createFile(layer.resolve("far")), "unix:uid", 70000);

    var outcome = run("stat -c %u /far; echo x 2>/dev/null >>/far || echo refused");

    assertThat(outcome.stdout()).isEqualTo("65534\nrefused\n");
  }

  @Test
  void devicesOfAnImageDoNotWork() throws IOException {
    assertThat(run("awk '$5 == \"/\"' /proc/self/mountinfo | grep -c nodev").stdout())
        .isEqualTo("1\n");
  }

  @Test
  void anOverlayAmongTheMountsIsMappedToo() throws IOException {
    Files.setAttribute(Files.createFile(layer.resolve("his")), "unix:uid", 7);
    Files.createDirectory(layer.resolve("part"));
    var above = Files.createDirectory(folder.resolve("above"));
    Files.setAttribute(above, "unix:mode", 0755);
    var options =
        "nodev,idmap,lowerdir=%s:%s,upperdir=%s,workdir=%s"
            .formatted(layer, base, above, Files.createDirectory(folder.resolve("beside")));
    var part = new Mount("/part", "overlay", "overlay", List.of(options.split(",")));
    var root = new RootSource.Overlay(List.of(layer, base), upper, work, false);
    var script = "stat -c %u /part/his && touch /part/mine && stat -c %u /part/mine";

    assertThat(run(root, List.of(part), script).stdout()).isEqualTo("7\n0\n");
    assertThat(owner(above.resolve("mine"))).isEqualTo(0);
  }

  @Test
  void aFileSystemThatMapsNoIdsIsNamed() {
    assertThatThrownBy(() -> run(List.of(Path.of("/sys/kernel"), base), "true"))
        .isInstanceOf(LaunchException.class)
        .hasMessageContaining("/sys/kernel cannot map ids")
        .hasMessageContaining("mount_setattr");
  }
}
