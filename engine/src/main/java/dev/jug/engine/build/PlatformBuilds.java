package dev.jug.engine.build;

import dev.jug.build.exec.Built;
import dev.jug.image.Images;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds for several platforms, one after the other; what comes of them is one image with an index.
 *
 * @param images has them
 */
public record PlatformBuilds(Images images) {
  /** A build for one platform. */
  @FunctionalInterface
  public interface OfOne {
    /**
     * Builds.
     *
     * @param names of the image; none to keep it without one
     * @throws IOException if the disk or a connection fails
     */
    Built build(Platform platform, List<Reference> names) throws IOException;
  }

  /**
   * Builds for all of them. Of several, what runs on this machine is what the image counts as.
   *
   * @param platforms at least one
   * @throws IOException if the disk or a connection fails; nothing is left of what was built then
   */
  public Built build(List<Platform> platforms, List<Reference> names, OfOne one)
      throws IOException {
    if (platforms.size() == 1) {
      return one.build(platforms.getFirst(), names);
    }
    var parts = new ArrayList<Built>();
    try {
      for (var platform : platforms) {
        parts.add(one.build(platform, List.of()));
      }
      var root = unite(parts);
      for (var name : names) {
        images.name(root, name);
      }
      if (!names.isEmpty()) {
        images.upkeep().forget(root);
      }
      return new Built(ofThisMachine(parts).image(), root);
    } finally {
      for (var part : parts) {
        images.upkeep().forget(part.root());
      }
    }
  }

  private Descriptor unite(List<Built> parts) throws IOException {
    try (var maker = images.make()) {
      var manifests = new ArrayList<Descriptor>();
      for (var part : parts) {
        manifests.addAll(maker.parts(part.image(), part.root()));
      }
      return maker.unite(manifests);
    }
  }

  private static Built ofThisMachine(List<Built> parts) {
    var here = Platform.host().architecture();
    return parts.stream()
        .filter(part -> part.image().config().architecture().equals(here))
        .findFirst()
        .orElse(parts.getFirst());
  }
}
