package dev.jug.cli.image;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.Images;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;

/**
 * An image under a name, which is what signatures are about.
 *
 * @param name its name
 * @param digest of what the name stands for
 */
record NamedImage(Reference name, Digest digest) {
  /**
   * The image that a text means.
   *
   * @throws Invalid if it has no name
   */
  static NamedImage of(Images images, String text) throws IOException {
    var entry = images.find(text, null).entry();
    var name =
        entry
            .name()
            .orElseThrow(() ->
                new Invalid("image " + text + " has no name that could be signed", "See jug tag."));
    return new NamedImage(name, entry.digest());
  }

  @Override
  public String toString() {
    return name.familiar() + " " + digest;
  }
}
