package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where mounts appear that are made after the start. */
@Root
@Requires("busybox")
@LeakChecked
class PropagationTest {
  @TempDir static Path images;
  private static Path rootfs;
  private static LaunchingRuntime runtime;

  @TempDir Path folder;
  private HostMounts host;
  private Path source;

  @BeforeAll
  static void start() {
    rootfs = BusyboxRootfs.create(images.resolve("rootfs"));
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  @BeforeEach
  void mount() throws IOException {
    host = new HostMounts();
    source = host.tmpfs(folder.resolve("source"));
    for (var name : List.of("outer", "inner")) {
      Files.createDirectory(source.resolve(name));
    }
    HostMounts.share(source);
  }

  @AfterEach
  void unmount() {
    host.close();
  }

  /**
   * Whether a mount of the host is seen inside, and whether one made inside is seen on the host.
   */
  private String travels(Mounted container) throws IOException {
    var script =
        "ls /m/outer; mount -t tmpfs none /m/inner && touch /m/inner/inside && ls /m/inner";
    var outcome = container.run(script, () -> Files.createFile(mountOuter().resolve("outside")));
    assertThat(outcome.stdout()).as(outcome.stderr()).contains("inside");
    return (outcome.stdout().contains("outside") ? "in" : "")
        + (Files.exists(source.resolve("inner/inside")) ? "out" : "");
  }

  private Path mountOuter() throws IOException {
    return host.tmpfs(source.resolve("outer"));
  }

  private Mounted with(String options) {
    return new Mounted(runtime, rootfs).bind(source, "/m", options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rbind;''",
        "rbind,rprivate;''",
        "bind,private;''",
        "rbind,rslave;in",
        "bind,slave;in",
        "rbind,rshared;inout",
        "bind,shared;inout",
        "rbind,shared;inout"
      })
  void mountsTravelAsAsked(String options, String ways) throws IOException {
    assertThat(travels(with(options))).isEqualTo(ways);
  }

  @Test
  void aMappedRootReachesNobodyOutside() throws IOException {
    Files.createDirectories(rootfs.resolve("m"));
    var container = with("rbind,rshared").linux(TestSpecs::withUserNamespace);

    assertThat(travels(container)).isEqualTo("in");
    assertThat(container.optionsOf("/m")).contains("shared", "master");
  }

  @Test
  void anUnbindableMountHasNoCopies() throws IOException {
    var outcome = with("bind,unbindable").run("mkdir -p /tmp/c; mount -o bind /m /tmp/c");

    assertThat(outcome.stderr()).contains("Invalid argument");
  }

  private Mounted rooted(String propagation) {
    var image = source.resolve("image");
    if (!Files.exists(image)) {
      BusyboxRootfs.create(image);
    }
    return new Mounted(runtime, image)
        .linux(linux -> Mounted.rootfsPropagation(linux, propagation));
  }

  private String seenInRoot(String propagation) throws IOException {
    var container = rooted(propagation);
    return container
        .run(
            "ls /tmp; mount -t tmpfs none /home; touch /home/inside",
            () -> Files.createFile(host.tmpfs(source.resolve("image/tmp")).resolve("outside")))
        .stdout();
  }

  @ParameterizedTest
  @CsvSource({"private,false", "slave,true", "shared,true", "unbindable,false"})
  void theRootSeesTheHostsMountsIfAsked(String propagation, boolean seen) throws IOException {
    assertThat(seenInRoot(propagation).contains("outside")).isEqualTo(seen);
    assertThat(source.resolve("image/home")).isEmptyDirectory();
    assertThat(source.resolve("image/proc")).isEmptyDirectory();
  }

  @Test
  void theRootItselfHasTheKind() throws IOException {
    var plain = rooted(null).optionsOf("/");

    assertThat(plain).doesNotContain("shared", "master", "unbindable");
    assertThat(rooted("unbindable").optionsOf("/")).contains("unbindable");
    assertThat(rooted("shared").optionsOf("/")).contains("shared", "master");
    assertThat(rooted("shared").optionsOf("/proc")).doesNotContain("shared");
    assertThat(rooted("rshared").optionsOf("/proc")).contains("shared");
    assertThat(rooted("slave").readonlyRoot().optionsOf("/")).contains("master", "ro");
  }
}
