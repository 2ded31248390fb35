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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that are for a whole tree of mounts, and those that are not. */
@Root
@Requires("busybox")
@LeakChecked
class RecursiveOptionsTest {
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
    host.tmpfs(source.resolve("below"));
  }

  @AfterEach
  void unmount() {
    host.close();
  }

  private Mounted with(String options) {
    return new Mounted(runtime, rootfs).bind(source, "/m", options);
  }

  @Test
  void readOnlyIsForOneMountOrForAll() throws IOException {
    var script = "touch /m/a; touch /m/below/a; true";

    assertThat(with("rbind,ro").run(script).stderr()).contains("/m/a").doesNotContain("below");
    assertThat(with("rbind,rro").run(script).stderr()).contains("/m/a").contains("/m/below/a");
    assertThat(with("rbind,rro,rrw").run(script).stderr()).isEmpty();
  }

  @Test
  void aBindWithoutRTakesNothingAlong() throws IOException {
    Files.createFile(source.resolve("below/file"));

    assertThat(with("bind,rro").run("ls /m/below").stdout()).isEmpty();
    assertThat(with("rbind").run("ls /m/below").stdout()).isEqualTo("file\n");
  }

  @ParameterizedTest
  @CsvSource({
    "rnosuid,nosuid,rsuid",
    "rnodev,nodev,rdev",
    "rnoexec,noexec,rexec",
    "rnoatime,noatime,ratime",
    "rnodiratime,nodiratime,rdiratime",
    "rnosymfollow,nosymfollow,rsymfollow",
    "rro,ro,rrw",
    "rrelatime,relatime,rstrictatime"
  })
  void eachReachesTheMountsBelow(String option, String shown, String opposite) throws IOException {
    assertThat(with("rbind," + option).optionsOf("/m")).contains(shown);
    assertThat(with("rbind," + option).optionsOf("/m/below")).contains(shown);
    assertThat(with("rbind," + option + "," + opposite).optionsOf("/m/below"))
        .doesNotContain(shown);
  }

  @Test
  void afterwardsNothingTravels() throws IOException {
    HostMounts.share(source);
    HostMounts.share(source.resolve("below"));

    assertThat(with("rbind,ro").optionsOf("/m/below")).doesNotContain("shared", "master");
    assertThat(with("rbind,unbindable").optionsOf("/m")).contains("unbindable");
    assertThat(with("rbind,unbindable").optionsOf("/m/below"))
        .doesNotContain("shared", "master", "unbindable");
  }

  @Test
  void fileSystemsTakeThemToo() throws IOException {
    assertThat(new Mounted(runtime, rootfs).add("/m", "tmpfs", "tmpfs", "rnoexec").optionsOf("/m"))
        .contains("noexec");
  }
}
