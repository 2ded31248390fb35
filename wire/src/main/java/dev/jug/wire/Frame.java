package dev.jug.wire;

import dev.jug.linux.Fd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One message.
 *
 * @param type what it means
 * @param payload at most {@link #LARGEST} bytes; not copied, so neither side changes it afterwards
 * @param descriptors descriptors that travel with it, owned by whoever holds the frame
 */
@SuppressWarnings("ArrayRecordComponent") // A frame is passed on, never compared.
public record Frame(FrameType type, byte[] payload, List<Fd> descriptors) {
  /** The longest payload, 1 MiB. */
  public static final int LARGEST = 1 << 20;

  public Frame {
    if (payload.length > LARGEST) {
      throw new BrokenFrameException("a payload of " + payload.length + " bytes is too long");
    }
    descriptors = List.copyOf(descriptors);
  }

  /** A frame without descriptors. */
  public static Frame of(FrameType type, byte... payload) {
    return new Frame(type, payload, List.of());
  }

  /** A frame that carries 32-bit numbers. */
  public static Frame ofInts(FrameType type, int... numbers) {
    var buffer = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      buffer.putInt(number);
    }
    return of(type, buffer.array());
  }

  /** A frame that carries text for a person. */
  public static Frame ofText(FrameType type, String text) {
    return of(type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The payload's {@code index}-th 32-bit number. */
  public int number(int index) {
    if (payload.length < 4 * index + 4) {
      throw new BrokenFrameException(type + " frame is too short: " + payload.length + " bytes");
    }
    return reader().getInt(4 * index);
  }

  /** The payload for reading. */
  public ByteBuffer reader() {
    return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
  }
}
