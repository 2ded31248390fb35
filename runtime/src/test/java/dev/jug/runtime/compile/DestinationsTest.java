package dev.jug.runtime.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.RootSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where mounts lie when the image has symbolic links on the way. */
class DestinationsTest {
  @TempDir Path image;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(image.resolve("etc/a"));
    Files.createDirectories(image.resolve("var"));
    link("etc/resolv.conf", "../run/systemd/resolve/stub-resolv.conf");
    link("var/run", "/run");
    link("var/lock", "run/lock");
    link("etc/a/up", "../../../../x");
    link("loop", "loop");
    link("p", "proc");
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(image.resolve(name), Path.of(target));
  }

  private Destinations destinations() {
    return new Destinations(new RootSource.Directory(image));
  }

  private static String of(Destinations destinations, String path) {
    return destinations.of(Path.of(path)).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/etc/hosts, /etc/hosts",
    "/not/there/yet, /not/there/yet",
    "/etc/resolv.conf, /run/systemd/resolve/stub-resolv.conf",
    "/var/run/x, /run/x",
    "/var/lock, /run/lock",
    "/etc/a/up/y, /x/y",
    "/loop/x, /loop/x"
  })
  void linksAreFollowedInsideTheRoot(String destination, String place) {
    assertThat(of(destinations(), destination)).isEqualTo(place);
  }

  @Test
  void belowAMountTheImageDoesNotCount() throws IOException {
    Files.createDirectories(image.resolve("run"));
    link("run/systemd", "elsewhere");
    var before = destinations();
    var after = destinations();
    after.mounted(Path.of("/run"));

    assertThat(of(before, "/etc/resolv.conf")).isEqualTo("/run/elsewhere/resolve/stub-resolv.conf");
    assertThat(of(after, "/etc/resolv.conf")).isEqualTo("/run/systemd/resolve/stub-resolv.conf");
    after.mounted(Path.of("/etc"));
    assertThat(of(after, "/etc/resolv.conf")).isEqualTo("/etc/resolv.conf");
  }

  @Test
  void theTopmostLayerDecides() throws IOException {
    var upper = Files.createDirectories(image.resolve("upper"));
    Files.createDirectories(upper.resolve("var/run"));
    var root = new RootSource.Overlay(List.of(image), upper, image.resolve("work"), false);

    assertThat(of(new Destinations(root), "/var/run/x")).isEqualTo("/var/run/x");
    assertThat(of(new Destinations(root), "/var/lock")).isEqualTo("/var/run/lock");
  }

  @Test
  void aLinkToProcLeadsNoMountThere() {
    var bind = new Mount("/p/sys", "bind", "/tmp", List.of("bind"));
    var root = new RootSource.Directory(image);

    assertThatThrownBy(() -> MountPlans.of(root, bind))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("\"/proc/sys\" is inside /proc");
  }
}
