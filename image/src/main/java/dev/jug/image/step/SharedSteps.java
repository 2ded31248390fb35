package dev.jug.image.step;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.pull.Verified;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.MediaTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What steps made on some engine: a manifest of the type {@value #TYPE}, or an image that says of
 * which steps its layers are. Immutable.
 */
public final class SharedSteps {
  /** What a manifest says that has layers of steps, and is no image. */
  static final String TYPE = "application/vnd.dev.jug.build.steps.v1";

  /** What BuildKit calls its own, which has vertices of LLB for keys. */
  private static final String BUILDKIT = "application/vnd.buildkit.cacheconfig";

  private final Map<Digest, SharedStep> steps;

  private SharedSteps(Map<Digest, SharedStep> steps) {
    this.steps = Map.copyOf(steps);
  }

  /** A manifest that has them. */
  static ImageManifest manifest(Descriptor config, List<SharedStep> steps) {
    var layers = steps.stream().map(SharedStep::descriptor).toList();
    return new ImageManifest(2, MediaTypes.OCI_MANIFEST, TYPE, config, layers, null, Map.of());
  }

  /**
   * Reads what a source has; layers come later, and only those that are needed.
   *
   * @throws ImageException if it has none, is another builder's, damaged, or cannot be reached
   */
  public static SharedSteps read(ImageSource source, ImageCodec codec) {
    try {
      var steps = new HashMap<Digest, SharedStep>();
      for (var layer : layers(new Verified(source), codec)) {
        refuseOthers(layer.mediaType(), source);
        SharedStep.of(layer).ifPresent(step -> steps.putIfAbsent(step.key(), step));
      }
      if (steps.isEmpty()) {
        throw new ImageException(
            Kind.NOT_FOUND,
            source.name() + " says nothing of steps of builds",
            "Build with --cache-to type=registry,ref=NAME, or with --cache-to type=inline.");
      }
      return new SharedSteps(steps);
    } catch (InvalidImageException e) {
      throw new ImageException(Kind.INVALID, source.name() + ": " + e.getMessage(), "", e);
    }
  }

  /** An index may be an image for several platforms, or a cache of BuildKit. */
  private static List<Descriptor> layers(Verified source, ImageCodec codec) {
    var root = source.root();
    if (!MediaTypes.isIndex(root.descriptor().mediaType())) {
      return parts(codec.manifest(root.bytes()));
    }
    var layers = new ArrayList<Descriptor>();
    for (var entry : codec.index(root.bytes()).manifests()) {
      if (MediaTypes.isManifest(entry.mediaType())) {
        layers.addAll(parts(codec.manifest(source.document(entry).bytes())));
      } else {
        layers.add(entry);
      }
    }
    return layers;
  }

  private static List<Descriptor> parts(ImageManifest manifest) {
    var parts = new ArrayList<>(manifest.layers());
    parts.add(manifest.config());
    return parts;
  }

  private static void refuseOthers(@Nullable String mediaType, ImageSource source) {
    if (mediaType != null && mediaType.startsWith(BUILDKIT)) {
      throw new ImageException(
          Kind.INVALID,
          source.name() + " is a build cache of BuildKit's own form, which only BuildKit reads",
          "Give the cache of this engine another name.");
    }
  }

  /** What a step of this key made. */
  public Optional<SharedStep> find(Digest key) {
    return Optional.ofNullable(steps.get(key));
  }
}
