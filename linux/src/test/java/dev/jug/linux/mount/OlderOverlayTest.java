package dev.jug.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of older kernels, which newer ones have as well. */
@Requires("root")
class OlderOverlayTest {
  @TempDir private Path folder;

  private Path layer(String name, String file) throws IOException {
    var layer = Files.createDirectory(folder.resolve(name));
    Files.writeString(layer.resolve(file), name);
    return layer;
  }

  private static Map.Entry<String, String> lower(Path layer) {
    return Map.entry("lowerdir+", layer.toString());
  }

  private static Path inside(Fd root) {
    return Path.of("/proc/self/fd", Integer.toString(root.number()));
  }

  @Test
  void directoriesAreUnitedWhateverTheirNames() throws IOException {
    var options =
        List.of(
            lower(layer("a:b,c\\d", "one")), lower(layer("e", "two")), lower(layer("f", "one")));
    var mounts = Files.readString(Path.of("/proc/self/mountinfo"));
    try (var root = new OlderOverlay(options, true).make()) {
      assertThat(inside(root).resolve("one")).content().isEqualTo("a:b,c\\d");
      assertThat(inside(root).resolve("two")).content().isEqualTo("e");
      assertThatThrownBy(() -> Files.createFile(inside(root).resolve("three")))
          .hasMessageContaining("Read-only");
    }
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).isEqualTo(mounts);
  }

  @Test
  void changesAreWritten() throws IOException {
    var upper = Files.createDirectory(folder.resolve("upper"));
    var work = Files.createDirectory(folder.resolve("work"));
    var options =
        List.of(
            lower(layer("a", "one")),
            Map.entry("upperdir", upper.toString()),
            Map.entry("workdir", work.toString()));
    try (var root = new OlderOverlay(options, false).make()) {
      Files.writeString(inside(root).resolve("two"), "new");
      assertThat(upper.resolve("two")).content().isEqualTo("new");
    }
  }

  @Test
  void moreThanThatKernelTakesIsRefused() throws IOException {
    var options = new ArrayList<Map.Entry<String, String>>();
    for (int i = 0; i < 30; i++) {
      options.add(lower(layer("l".repeat(150) + i, "one")));
    }
    assertThatThrownBy(() -> new OlderOverlay(options, true).make())
        .isInstanceOf(SysException.class)
        .hasMessageContaining("Argument list too long");
  }
}
