package dev.jug.wire;

import dev.jug.linux.Fd;
import dev.jug.linux.io.PeerCredentials;
import dev.jug.linux.io.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends and receives frames over a Unix stream socket. Any thread may send; one thread at a time
 * may receive. Waiting parks the thread, so virtual threads are welcome.
 */
public final class FrameSocket implements AutoCloseable {
  private static final int HEADER = 8;
  private static final int SMALL = 8192;

  private final Socket socket;
  private final ReentrantLock sending = new ReentrantLock();
  private final byte[] header = new byte[HEADER];

  /** Takes ownership of a connected socket. */
  public FrameSocket(Socket socket) {
    this.socket = socket;
  }

  /** Who is at the other end. */
  public PeerCredentials peer() {
    return socket.peer();
  }

  /**
   * Sends one frame whole.
   *
   * @throws dev.jug.linux.SysException with EPIPE if the other end is gone
   */
  public void send(Frame frame) {
    sending.lock();
    try {
      int length = frame.payload().length;
      var head = header(frame.type(), length);
      if (length <= SMALL) {
        var both = new byte[HEADER + length];
        System.arraycopy(head, 0, both, 0, HEADER);
        System.arraycopy(frame.payload(), 0, both, HEADER, length);
        socket.send(both, 0, both.length, frame.descriptors());
      } else {
        socket.send(head, 0, HEADER, frame.descriptors());
        socket.send(frame.payload(), 0, length, List.of());
      }
    } finally {
      sending.unlock();
    }
  }

  private static byte[] header(FrameType type, int length) {
    var buffer = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    return buffer.put((byte) type.code()).position(4).putInt(length).array();
  }

  /**
   * Waits for the next frame; empty when the other end has closed.
   *
   * @throws BrokenFrameException if what arrives is no frame, or ends inside one
   */
  public Optional<Frame> receive() {
    var descriptors = new ArrayList<Fd>();
    try {
      if (!fill(header, true, descriptors)) {
        return Optional.empty();
      }
      var view = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
      int length = view.getInt(4);
      if (length < 0 || length > Frame.LARGEST) {
        throw new BrokenFrameException("a frame of " + length + " bytes");
      }
      var payload = new byte[length];
      fill(payload, false, descriptors);
      return Optional.of(new Frame(FrameType.of(view.get(0) & 0xff), payload, descriptors));
    } catch (RuntimeException e) {
      descriptors.forEach(Fd::close);
      throw e;
    }
  }

  /** False if the stream ended before the first byte and that is allowed. */
  private boolean fill(byte[] bytes, boolean mayEnd, List<Fd> descriptors) {
    int filled = 0;
    while (filled < bytes.length) {
      int count = socket.receive(bytes, filled, bytes.length - filled, descriptors);
      if (count == 0) {
        if (mayEnd && filled == 0) {
          return false;
        }
        throw new BrokenFrameException("the stream ended inside a frame");
      }
      filled += count;
    }
    return true;
  }

  /** Whether the other end has closed, and no frame of it is left to receive. */
  public boolean isEnded() {
    return socket.isEnded();
  }

  /** Ends the conversation both ways; a thread that waits in {@link #receive()} sees the end. */
  public void shutdown() {
    socket.shutdown();
  }

  @Override
  public void close() {
    socket.close();
  }
}
