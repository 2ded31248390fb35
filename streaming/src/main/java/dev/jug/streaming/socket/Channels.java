package dev.jug.streaming.socket;

import dev.jug.http.websocket.MessageSocket;
import dev.jug.streaming.pipe.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The channels of a WebSocket. One thread {@linkplain #serve serves} it: what comes for a channel
 * goes to its inbox, and waits while that is full. What comes for others is thrown away, as the
 * kubelet does.
 */
public final class Channels implements AutoCloseable {
  private static final int PIECE = 8192;
  private static final int END = 255;

  private final MessageSocket socket;
  private final SocketProtocol protocol;
  private final List<Inbox> inboxes;
  private final Runnable heard;

  /**
   * Does nothing yet.
   *
   * @param inboxes of the channels, from 0
   * @param heard runs for each message, in each direction
   */
  public Channels(
      MessageSocket socket, SocketProtocol protocol, List<Inbox> inboxes, Runnable heard) {
    this.socket = socket;
    this.protocol = protocol;
    this.inboxes = List.copyOf(inboxes);
    this.heard = heard;
  }

  /**
   * Reads to the client's end.
   *
   * @throws IOException if it breaks the rules, and has been told so, or is gone
   */
  public void serve() throws IOException {
    try {
      var message = new Message();
      while (socket.next()) {
        heard.run();
        message(message);
      }
      inboxes.forEach(Inbox::end);
    } finally {
      inboxes.forEach(inbox -> inbox.fail("the client is gone"));
    }
  }

  private void message(Message message) throws IOException {
    int first = message.read();
    if (protocol.endsChannels() && first == END) {
      int channel = message.read();
      if (channel >= 0 && channel < inboxes.size() && message.read() < 0) {
        inboxes.get(channel).end();
      }
      return;
    }
    int channel = protocol.isBase64() ? first - '0' : first;
    if (channel >= 0 && channel < inboxes.size()) {
      deliver(protocol.isBase64() ? decoded(message) : message, inboxes.get(channel));
    }
  }

  private void deliver(InputStream content, Inbox inbox) throws IOException {
    var piece = new byte[PIECE];
    for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
      heard.run();
      inbox.put(piece, count);
    }
  }

  /** Tells a client what it did, if it is not Base64. */
  private InputStream decoded(InputStream content) {
    var decoder = Base64.getDecoder().wrap(content);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return decoder.read(bytes, offset, length);
        } catch (IOException e) {
          socket.end(MessageSocket.INCONSISTENT, "a message is not Base64");
          throw e;
        }
      }
    };
  }

  /** What is left of the message that is read now. */
  private final class Message extends InputStream {
    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return socket.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return socket.read(bytes, offset, length);
    }
  }

  /** Sends to a channel: a message for each write, also of nothing. Closing it does nothing. */
  public OutputStream out(int channel) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        do {
          int part = Math.min(PIECE * 4, end - at);
          send(channel, bytes, at, part);
          at += part;
        } while (at < end);
      }
    };
  }

  private void send(int channel, byte[] bytes, int offset, int length) throws IOException {
    if (protocol.isBase64()) {
      var text = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, offset, offset + length));
      socket.sendText(message('0' + channel, text, 0, text.length));
    } else {
      socket.send(message(channel, bytes, offset, length));
    }
    heard.run();
  }

  private static byte[] message(int first, byte[] bytes, int offset, int length) {
    var message = new byte[1 + length];
    message[0] = (byte) first;
    System.arraycopy(bytes, offset, message, 1, length);
    return message;
  }

  /** Tells the client that nothing more comes. Reading goes on. */
  public void end() throws IOException {
    socket.end(MessageSocket.NORMAL, "");
  }

  @Override
  public void close() {
    socket.close();
  }
}
