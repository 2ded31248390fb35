package dev.jug.streaming.spdy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads blocks of headers (2.6.10). All blocks of a session are one compressed stream, so each is
 * to be read, and one that is too large ends the session. One thread reads.
 */
final class HeaderReader implements AutoCloseable {
  /** Bytes of a block when it is decompressed; Kubernetes' are below 200. */
  private static final int MOST_BYTES = 16_384;

  private static final int MOST_FIELDS = 64;

  private final Inflater inflater = new Inflater();

  /** Names are in lower case. */
  Map<String, String> read(byte[] block) throws SpdyException {
    var plain = ByteBuffer.wrap(inflate(block));
    try {
      return fields(plain);
    } catch (BufferUnderflowException _) {
      throw new SpdyException("a block of headers ends too early");
    }
  }

  private byte[] inflate(byte[] block) throws SpdyException {
    var plain = new byte[MOST_BYTES + 1];
    int size = 0;
    inflater.setInput(block);
    try {
      while (size < plain.length) {
        int count = inflater.inflate(plain, size, plain.length - size);
        if (count == 0 && inflater.needsDictionary()) {
          inflater.setDictionary(Dictionary.bytes());
        } else if (count == 0) {
          break;
        }
        size += count;
      }
    } catch (DataFormatException | IllegalArgumentException e) {
      throw new SpdyException("headers cannot be decompressed: " + e.getMessage());
    }
    if (size > MOST_BYTES) {
      throw new SpdyException("headers of more than " + MOST_BYTES + " bytes");
    }
    if (inflater.finished() || inflater.getRemaining() > 0) {
      throw new SpdyException("the compression of headers ends before the session");
    }
    return Arrays.copyOf(plain, size);
  }

  private static Map<String, String> fields(ByteBuffer plain) throws SpdyException {
    int count = plain.getInt();
    if (count < 0 || count > MOST_FIELDS) {
      throw new SpdyException("more than " + MOST_FIELDS + " headers: " + count);
    }
    var fields = new LinkedHashMap<String, String>();
    for (int i = 0; i < count; i++) {
      var name = text(plain).toLowerCase(Locale.ROOT);
      var value = text(plain);
      if (name.isEmpty() || fields.put(name, value) != null) {
        throw new SpdyException("a header without a name, or two of the same: '" + name + "'");
      }
    }
    if (plain.hasRemaining()) {
      throw new SpdyException("bytes behind the last header");
    }
    return fields;
  }

  private static String text(ByteBuffer plain) throws SpdyException {
    int length = plain.getInt();
    if (length < 0 || length > plain.remaining()) {
      throw new SpdyException("a header is longer than its block: " + length);
    }
    var bytes = new byte[length];
    plain.get(bytes);
    return new String(bytes, ISO_8859_1);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
