package dev.jug.image.pull;

import dev.jug.image.ImageException;
import dev.jug.oci.image.LayerCompression;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks bytes of somebody who may be hostile. */
public interface Decompressor {
  /**
   * The unpacked bytes.
   *
   * @throws ImageException here or in the stream, if there are far more of them than the packed
   *     ones account for
   * @throws IOException here or in the stream, if the packed bytes are not of that format
   */
  InputStream open(LayerCompression compression, InputStream packed) throws IOException;
}
