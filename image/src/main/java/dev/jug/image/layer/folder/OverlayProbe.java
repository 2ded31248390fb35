package dev.jug.image.layer.folder;

import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.mount.DetachedMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out by trying whether the kernel can unite directories. */
public final class OverlayProbe {
  private OverlayProbe() {}

  /**
   * Why it cannot; empty if it can.
   *
   * @param folder where layers shall be
   */
  public static Optional<String> lack(Path folder) throws IOException {
    Files.createDirectories(folder);
    var place = Files.createTempDirectory(folder, "probe");
    try {
      var one = Files.createDirectory(place.resolve("one"));
      var two = Files.createDirectory(place.resolve("two"));
      var lowers = Map.entry("lowerdir", one + ":" + two);
      DetachedMount.readOnly("overlay", List.of(lowers)).close();
      return Optional.empty();
    } catch (SysException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      Tree.delete(place);
    }
  }
}
