package dev.jug.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A client's messages, one after the other; what one has inside goes by in pieces, however large it
 * is. Pings are answered by the way. They end with the client's close frame, or the connection; of
 * a client that breaks the rules reads throw {@link BrokenSocketException}, and it has been told
 * why. One thread reads.
 */
final class Messages {
  private static final int SKIPPED = 4096;

  private final InputStream in;
  private final FrameOutput out;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Utf8Check text = new Utf8Check();
  private @Nullable FrameHead frame;
  private boolean isText;
  private long position;
  private volatile boolean begun;

  Messages(InputStream in, FrameOutput out) {
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

  /** One step of reading. */
  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T told(Step<T> step) throws IOException {
    begun = true;
    try {
      return step.run();
    } catch (BrokenSocketException e) {
      out.close(e.code(), e.why());
      ended.countDown();
      throw e;
    } catch (IOException e) {
      ended.countDown();
      throw e;
    }
  }

  /** Waits for the next message, past what was not read of this one; false if none comes. */
  boolean next() throws IOException {
    return told(this::begin);
  }

  /** Reads from this message; -1 at its end, and if there is none. */
  int read(byte[] bytes, int offset, int length) throws IOException {
    return told(() -> part(bytes, offset, length));
  }

  private boolean begin() throws IOException {
    var skipped = new byte[frame == null ? 0 : SKIPPED];
    while (frame != null) {
      var _ = part(skipped, 0, skipped.length);
    }
    var head = dataFrame();
    if (head == null) {
      ended.countDown();
      return false;
    }
    if (head.opcode() == Opcode.CONTINUATION) {
      throw new BrokenSocketException("a frame continues what has not begun");
    }
    isText = head.opcode() == Opcode.TEXT;
    frame = head;
    position = 0;
    return true;
  }

  private int part(byte[] bytes, int offset, int length) throws IOException {
    var head = unread();
    if (head == null || length == 0) {
      return head == null ? -1 : 0;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, head.length() - position));
    if (count < 0) {
      throw FrameHead.cut();
    }
    head.mask().remove(bytes, offset, count, position);
    position += count;
    if (isText) {
      text.add(bytes, offset, count);
    }
    return count;
  }

  /** The frame of this message that has something to read; null at the message's end. */
  private @Nullable FrameHead unread() throws IOException {
    while (frame != null && position == frame.length()) {
      boolean last = frame.last();
      if (last && isText) {
        text.end();
      }
      frame = last ? null : continuation();
      position = 0;
    }
    return frame;
  }

  private @Nullable FrameHead continuation() throws IOException {
    var head = dataFrame();
    if (head != null && head.opcode() != Opcode.CONTINUATION) {
      throw new BrokenSocketException("a message begins within another");
    }
    return head;
  }

  /** The next frame that is part of a message; null at the end. */
  private @Nullable FrameHead dataFrame() throws IOException {
    while (ended.getCount() > 0) {
      int first = in.read();
      if (first < 0) {
        return null;
      }
      var head = FrameHead.read(first, in);
      if (!head.opcode().isControl()) {
        return head;
      }
      control(head);
    }
    return null;
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
