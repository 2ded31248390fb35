package dev.jug.image.make;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes a layer: an uncompressed tar archive. */
@FunctionalInterface
public interface LayerContent {
  /** Writes all of it; the stream is closed by the caller. */
  void writeTo(OutputStream out) throws IOException;

  /** An archive that is there already. */
  static LayerContent of(InputStream archive) {
    return archive::transferTo;
  }
}
