package dev.jug.streaming.spdy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads frames. Lengths are looked at before there is memory for them, so that no frame takes more
 * than a block of headers may. One thread reads.
 */
final class FrameInput implements AutoCloseable {
  private static final int CONTROL = 0x8000_0000;
  private static final int VERSION = 3;
  private static final int ID = 0x7fff_ffff;
  private static final int LENGTH = 0xff_ffff;
  private static final int LAST = 1;
  private static final int ONE_WAY = 2;
  private static final int INITIAL_WINDOW = 7;
  private static final int SETTING = 8;
  private static final int MOST_SETTINGS = 64;

  /** Bytes of headers while they are compressed. */
  private static final int MOST_BYTES = 16_384;

  private final DataInputStream in;
  private final HeaderReader headers = new HeaderReader();

  FrameInput(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /**
   * Waits for the next; empty if the client closes between two.
   *
   * @throws SpdyException if it is none
   * @throws EOFException if the client closes within one
   */
  Optional<Frame> next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return Optional.empty();
    }
    int word = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
    int rest = in.readInt();
    int flags = rest >>> 24;
    int length = rest & LENGTH;
    if ((word & CONTROL) == 0) {
      return Optional.of(new Frame.Data(word, (flags & LAST) != 0, length));
    }
    int version = (word & ~CONTROL) >>> 16;
    if (version != VERSION) {
      throw new SpdyException("a frame of version " + version + ", not 3");
    }
    return Optional.of(control(word & 0xffff, flags, length));
  }

  /** Reads all bytes of a data frame's rest, or a part. */
  void data(byte[] bytes, int length) throws IOException {
    in.readFully(bytes, 0, length);
  }

  private Frame control(int type, int flags, int length) throws IOException {
    boolean last = (flags & LAST) != 0;
    return switch (type) {
      case Type.SYN_STREAM -> open(flags, length);
      case Type.SYN_REPLY, Type.HEADERS -> {
        int stream = in.readInt() & ID;
        var _ = headers.read(block(length - Integer.BYTES));
        yield new Frame.MoreHeaders(stream, last);
      }
      case Type.RST_STREAM -> {
        exactly(2 * Integer.BYTES, length);
        yield new Frame.Reset(in.readInt() & ID, in.readInt());
      }
      case Type.SETTINGS -> settings(length);
      case Type.PING -> {
        exactly(Integer.BYTES, length);
        yield new Frame.Ping(in.readInt());
      }
      case Type.WINDOW_UPDATE -> {
        exactly(2 * Integer.BYTES, length);
        yield new Frame.MoreRoom(in.readInt() & ID, in.readInt() & ID);
      }
      default -> {
        in.skipNBytes(length);
        yield new Frame.Other();
      }
    };
  }

  private Frame open(int flags, int length) throws IOException {
    int fixed = 2 * Integer.BYTES + Short.BYTES;
    if (length < fixed) {
      throw new SpdyException("SYN_STREAM of " + length + " bytes");
    }
    int stream = in.readInt() & ID;
    in.skipNBytes(fixed - Integer.BYTES);
    var fields = headers.read(block(length - fixed));
    return new Frame.Open(stream, (flags & ONE_WAY) != 0, (flags & LAST) != 0, fields);
  }

  private byte[] block(int length) throws IOException {
    if (length < 0 || length > MOST_BYTES) {
      throw new SpdyException("a block of headers of " + length + " bytes");
    }
    var bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private Frame settings(int length) throws IOException {
    int count = length < Integer.BYTES ? -1 : in.readInt();
    if (count < 0 || count > MOST_SETTINGS || length != Integer.BYTES + count * SETTING) {
      throw new SpdyException("SETTINGS of " + length + " bytes");
    }
    Frame frame = new Frame.Other();
    for (int i = 0; i < count; i++) {
      int id = in.readInt() & LENGTH;
      int value = in.readInt();
      if (id == INITIAL_WINDOW && value < 0) {
        throw new SpdyException("windows of more than 2147483647 bytes");
      }
      frame = id == INITIAL_WINDOW ? new Frame.Settings(value) : frame;
    }
    return frame;
  }

  private static void exactly(int expected, int length) throws SpdyException {
    if (length != expected) {
      throw new SpdyException("a frame of " + length + " bytes that has " + expected);
    }
  }

  @Override
  public void close() {
    headers.close();
  }
}
