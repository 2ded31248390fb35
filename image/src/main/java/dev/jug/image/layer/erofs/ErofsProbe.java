package dev.jug.image.layer.erofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.error.ImageException;
import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerLimits;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.oci.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out by trying whether the kernel can do what the driver needs. */
public final class ErofsProbe {
  private ErofsProbe() {}

  /**
   * Why it cannot; empty if it can. Linux can since version 6.15.
   *
   * @param folder for a temporary layer, on the file system that layers shall be on
   */
  public static Optional<String> lack(Path folder) throws IOException {
    Files.createDirectories(folder);
    var place = Files.createTempDirectory(folder, "probe");
    try (var driver = new ErofsDriver(Files.createDirectory(place.resolve("layers")))) {
      var layer = new Chain(List.of(Digest.of("probe".getBytes(UTF_8))));
      try (var draft =
          driver.unpack(layer, new ByteArrayInputStream(new byte[1024]), LayerLimits.DEFAULT)) {
        draft.commit();
      }
      var lowers = driver.open(layer).lowers().getFirst() + ":" + place;
      DetachedMount.readOnly("overlay", List.of(Map.entry("lowerdir", lowers))).close();
      return Optional.empty();
    } catch (SysException | ImageException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } finally {
      Tree.delete(place);
    }
  }
}
