package dev.jug.image.step;

import dev.jug.image.make.MadeLayer;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.LayerCompression;
import java.util.Optional;

/**
 * What a step made, as one engine tells another: a layer in a manifest, whose annotations have the
 * rest.
 *
 * @param key what it was made of, as a digest
 * @param layer what came of it
 * @param what the step, in one line for people
 */
public record SharedStep(Digest key, MadeLayer layer, String what) {
  private static final String KEY = "dev.jug.build.step.key";
  private static final String DIFF_ID = "dev.jug.build.step.diff-id";
  private static final String WHAT = "dev.jug.build.step.what";

  public SharedStep {
    what = what.replace('\n', ' ');
  }

  /** Names the layer, and says of which step it is. */
  public Descriptor descriptor() {
    return layer
        .blob()
        .annotated(KEY, key.toString())
        .annotated(DIFF_ID, layer.diffId().toString())
        .annotated(WHAT, what);
  }

  /** The same layer, saying of which step it is. */
  public MadeLayer described() {
    return new MadeLayer(descriptor(), layer.diffId());
  }

  /** Of a layer in a manifest; empty if that says nothing of a step, or nonsense. */
  static Optional<SharedStep> of(Descriptor layer) {
    var said = layer.annotations();
    if (!said.containsKey(KEY) || !said.containsKey(DIFF_ID)) {
      return Optional.empty();
    }
    try {
      var type = LayerCompression.of(layer.mediaType()).mediaType();
      var blob = new Descriptor(type, layer.digest(), layer.size());
      return Optional.of(
          new SharedStep(
              Digest.parse(said.get(KEY)),
              new MadeLayer(blob, Digest.parse(said.get(DIFF_ID))),
              said.getOrDefault(WHAT, "")));
    } catch (InvalidImageException _) {
      return Optional.empty();
    }
  }
}
