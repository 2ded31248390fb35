package dev.jug.image.pull;

import dev.jug.image.content.Ingest;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Patience;
import dev.jug.image.transfer.Progress;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Descriptor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a blob from first to last: those that an earlier try left on disk, then those that
 * the source sends, which are stored on their way. A connection that breaks is made anew from where
 * it broke.
 */
final class ArrivingBlob extends InputStream {
  private final ImageSource source;
  private final Descriptor blob;
  private final Ingest ingest;
  private final InputStream earlier;
  private final Progress progress;
  private @Nullable InputStream connection;
  private boolean earlierDone;
  private int failures;

  ArrivingBlob(ImageSource source, Descriptor blob, Ingest ingest, Progress progress)
      throws IOException {
    this.source = source;
    this.blob = blob;
    this.ingest = ingest;
    this.earlier = ingest.arrived();
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (!earlierDone) {
      int some = earlier.read(into, from, count);
      if (some >= 0) {
        return some;
      }
      earlierDone = true;
    }
    return ingest.offset() < blob.size() ? receive(into, from, count) : -1;
  }

  private int receive(byte[] into, int from, int count) throws IOException {
    while (true) {
      int some;
      try {
        some = connected().read(into, from, count);
        if (some < 0) {
          throw new EOFException("it ended early");
        }
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        disconnect();
        progress.update(blob.digest(), Phase.RETRYING, ingest.offset(), blob.size());
        if (++failures >= source.patience().tries()) {
          throw broken(e);
        }
        source.patience().await(failures);
        continue;
      }
      failures = 0;
      ingest.write(into, from, some);
      progress.update(blob.digest(), Phase.DOWNLOADING, ingest.offset(), blob.size());
      return some;
    }
  }

  /** What is not there today may be there tomorrow, but not in a file. */
  private ImageException broken(IOException why) {
    boolean isFile = source.patience().equals(Patience.NONE);
    return new ImageException(
        isFile ? Kind.CORRUPT : Kind.UNAVAILABLE,
        "reading %s from %s broke after %d of %d bytes: %s"
            .formatted(
                blob.digest(), source.name(), ingest.offset(), blob.size(), why.getMessage()),
        isFile ? "" : "Try again later: what has arrived is kept until then.",
        why);
  }

  private InputStream connected() throws IOException {
    var open = connection;
    if (open == null) {
      open = source.blob(blob, ingest.offset());
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    var open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // It is broken already, which is why it is closed.
      }
    }
  }

  /** Stores what nobody has read yet. */
  void drain() throws IOException {
    var buffer = new byte[1 << 16];
    while (read(buffer, 0, buffer.length) >= 0) {
      // Stored on its way.
    }
  }

  @Override
  public void close() throws IOException {
    disconnect();
    earlier.close();
  }
}
