package dev.jug.image.pull;

import dev.jug.image.content.Computation;
import dev.jug.oci.image.DigestAlgorithm;
import dev.jug.oci.image.ImageCodec;

/**
 * What the first pull of an engine's life would stop for: how documents are read, and the system's
 * library for digests. It is seen to while the source is connected to and looks for its documents.
 */
final class Preparation {
  private Preparation() {}

  static void begin(ImageCodec codec) {
    Thread.ofVirtual()
        .name("prepare pull")
        .start(() -> {
          codec.prepare();
          Computation.start(DigestAlgorithm.SHA256);
        });
  }
}
