package dev.jug.image.push;

import dev.jug.image.transfer.Progress;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Descriptor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how much of a blob was read. */
final class TellingStream extends FilterInputStream {
  private final Descriptor blob;
  private final Progress progress;
  private long count;

  TellingStream(InputStream stream, Descriptor blob, Progress progress) {
    super(stream);
    this.blob = blob;
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int size) throws IOException {
    int some = super.read(into, from, size);
    count += Math.max(some, 0);
    progress.update(blob.digest(), Phase.UPLOADING, count, blob.size());
    return some;
  }
}
