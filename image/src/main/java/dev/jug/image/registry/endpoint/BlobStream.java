package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Descriptor;
import java.io.IOException;
import java.io.InputStream;

/** The rest of a blob: exactly as many bytes as its descriptor says. */
final class BlobStream extends InputStream {
  private final InputStream in;
  private final Descriptor blob;
  private long at;

  BlobStream(InputStream in, Descriptor blob, long from) {
    this.in = in;
    this.blob = blob;
    at = from;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Looks one byte behind the end, where nothing must be. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count < 0 && at < blob.size()) {
      throw new IOException("the connection ended after " + at + " of " + blob.size() + " bytes");
    }
    at += Math.max(0, count);
    if (at > blob.size()) {
      throw new ImageException(
          ImageException.Kind.CORRUPT,
          "blob %s: the registry sends more than the %d bytes that it has"
              .formatted(blob.digest(), blob.size()));
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
