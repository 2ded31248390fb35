package dev.jug.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What messages have inside, one behind the other, be they text or binary. Pings are answered by
 * the way. It ends with the client's close frame, or the connection; of a client that breaks the
 * rules reads throw {@link BrokenSocketException}, and it has been told why. One thread reads.
 */
final class MessageInput extends InputStream {
  private final InputStream in;
  private final FrameOutput out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Utf8Check text = new Utf8Check();
  private @Nullable FrameHead frame;
  private @Nullable Opcode message;
  private long position;
  private volatile boolean begun;

  MessageInput(InputStream in, FrameOutput out) {
    this.in = in;
    this.out = out;
  }

  /** Counts down when no more is read. */
  CountDownLatch ended() {
    return ended;
  }

  /** Whether anybody has read. */
  boolean begun() {
    return begun;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    begun = true;
    if (length == 0) {
      return 0;
    }
    try {
      var data = dataFrame();
      int count = data == null ? -1 : payload(data, bytes, offset, length);
      if (count < 0) {
        ended.countDown();
      }
      return count;
    } catch (BrokenSocketException e) {
      out.close(e.code(), e.why());
      ended.countDown();
      throw e;
    } catch (IOException e) {
      ended.countDown();
      throw e;
    }
  }

  private int payload(FrameHead data, byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, (int) Math.min(length, data.length() - position));
    if (count < 0) {
      throw FrameHead.cut();
    }
    data.mask().remove(bytes, offset, count, position);
    position += count;
    if (message == Opcode.TEXT) {
      text.add(bytes, offset, count);
    }
    endIfWhole(data);
    return count;
  }

  /** A frame of which there is something to read; null at the end. */
  private @Nullable FrameHead dataFrame() throws IOException {
    while (frame == null && ended.getCount() > 0) {
      int first = in.read();
      if (first < 0) {
        return null;
      }
      var head = FrameHead.read(first, in);
      if (head.opcode().isControl()) {
        control(head);
      } else {
        begin(head);
      }
    }
    return frame;
  }

  private void begin(FrameHead head) throws BrokenSocketException {
    boolean continues = head.opcode() == Opcode.CONTINUATION;
    if (continues && message == null) {
      throw new BrokenSocketException("a frame continues what has not begun");
    }
    if (!continues && message != null) {
      throw new BrokenSocketException("a message begins within another");
    }
    message = continues ? message : head.opcode();
    frame = head;
    position = 0;
    endIfWhole(head);
  }

  private void endIfWhole(FrameHead head) throws BrokenSocketException {
    if (position < head.length()) {
      return;
    }
    frame = null;
    if (head.last()) {
      if (message == Opcode.TEXT) {
        text.end();
      }
      message = null;
    }
  }

  private void control(FrameHead head) throws IOException {
    var payload = in.readNBytes((int) head.length());
    if (payload.length < head.length()) {
      throw FrameHead.cut();
    }
    head.mask().remove(payload, 0, payload.length, 0);
    switch (head.opcode()) {
      case PING -> out.pong(payload);
      case CLOSE -> {
        checkClose(payload);
        out.close(payload);
        ended.countDown();
      }
      case PONG, CONTINUATION, TEXT, BINARY -> {}
    }
  }

  private static void checkClose(byte[] payload) throws BrokenSocketException {
    if (payload.length == 0) {
      return;
    }
    if (payload.length < Short.BYTES) {
      throw new BrokenSocketException("a close frame has half a code");
    }
    int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
    if (!mayBeSent(code)) {
      throw new BrokenSocketException("a close frame has code " + code + ", which is none");
    }
    try {
      var _ =
          UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(payload, Short.BYTES, payload.length - Short.BYTES));
    } catch (CharacterCodingException _) {
      throw new BrokenSocketException(
          BrokenSocketException.INCONSISTENT, "the reason of a close frame is not UTF-8");
    }
  }

  /** RFC 6455, 7.4, and the register of codes there is by now. */
  private static boolean mayBeSent(int code) {
    boolean known = code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
    return known || (code >= 3000 && code <= 4999);
  }
}
