package dev.jug.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes frames, each whole: bytes go out as binary messages, one for each write, until a frame
 * says that no more come. Thread-safe, for whoever reads answers too.
 */
final class FrameOutput extends OutputStream {
  private static final int LAST = 0x80;
  private static final int SHORT = 126;
  private static final int LONG = 127;
  private static final int MOST_OF_BYTE = 125;
  private static final int MOST_OF_SHORT = 0xffff;

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  FrameOutput(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      message(Opcode.BINARY, bytes, offset, length);
    }
  }

  /** One message, which may be empty. */
  void message(Opcode opcode, byte[] payload) throws IOException {
    message(opcode, payload, 0, payload.length);
  }

  private void message(Opcode opcode, byte[] bytes, int offset, int length) throws IOException {
    if (!send(opcode, bytes, offset, length)) {
      throw new IOException("the WebSocket is closed");
    }
  }

  /** Answers a ping. */
  void pong(byte[] payload) throws IOException {
    send(Opcode.PONG, payload, 0, payload.length);
  }

  /** Says that nothing more comes, and why; the second call does nothing. */
  void close(int code, String why) throws IOException {
    var reason = why.getBytes(UTF_8);
    var payload = ByteBuffer.allocate(Short.BYTES + reason.length);
    close(payload.putShort((short) code).put(reason).array());
  }

  /** The same with what the client said. */
  void close(byte[] payload) throws IOException {
    send(Opcode.CLOSE, payload, 0, payload.length);
  }

  /** Whether somebody writes now, which may take as long as the client likes. */
  boolean isBusy() {
    return lock.isLocked();
  }

  private boolean send(Opcode opcode, byte[] payload, int offset, int length) throws IOException {
    var frame = frame(opcode, payload, offset, length);
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = opcode == Opcode.CLOSE;
      out.write(frame);
      out.flush();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static byte[] frame(Opcode opcode, byte[] payload, int offset, int length) {
    var frame = ByteBuffer.allocate(headOf(length) + length);
    frame.put((byte) (LAST | opcode.number()));
    if (length <= MOST_OF_BYTE) {
      frame.put((byte) length);
    } else if (length <= MOST_OF_SHORT) {
      frame.put((byte) SHORT).putShort((short) length);
    } else {
      frame.put((byte) LONG).putLong(length);
    }
    return frame.put(payload, offset, length).array();
  }

  private static int headOf(int length) {
    if (length <= MOST_OF_BYTE) {
      return 2;
    }
    return length <= MOST_OF_SHORT ? 2 + Short.BYTES : 2 + Long.BYTES;
  }

  @Override
  public void close() throws IOException {
    close(MessageSocket.NORMAL, "");
  }
}
