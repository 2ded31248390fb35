package dev.jug.image.catalog;

import dev.jug.image.layer.Chain;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageManifest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * An image that can run: one manifest with its configuration, both in the store.
 *
 * @param descriptor names the manifest
 * @param manifest what it is made of
 * @param config what it says about itself
 */
public record Image(Descriptor descriptor, ImageManifest manifest, ImageConfig config) {
  /** What users know it by: the digest of its configuration. */
  public Digest id() {
    return manifest.config().digest();
  }

  /** When it was made; empty if it does not say, or makes no sense. */
  public Optional<Instant> created() {
    try {
      return Optional.ofNullable(config.created())
          .map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Its layers. */
  public Chain chain() {
    return new Chain(config.rootfs().diffIds());
  }

  /** How many bytes its configuration and layers have as they are distributed. */
  public long distributedSize() {
    return manifest.config().size() + manifest.layers().stream().mapToLong(Descriptor::size).sum();
  }
}
