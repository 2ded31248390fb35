package dev.jug.runtime.dbus;

import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages on a socket, after both sides have said who they are. */
public final class MessageStream implements AutoCloseable {
  private static final int FIXED_BYTES = 16;
  private static final int LONGEST_LINE = 1024;

  private final Socket socket;
  private volatile boolean givenUp;

  /** Takes ownership of a connected socket. */
  public MessageStream(Socket socket) {
    this.socket = socket;
  }

  /**
   * The client's side of SASL EXTERNAL: the kernel tells who we are. All of it goes out at once: if
   * the last line came together with the first message, systemd would not look at the message.
   */
  void authenticate(long uid) {
    var hex = new StringBuilder();
    Long.toString(uid).chars().forEach(c -> hex.append(Integer.toHexString(c)));
    var lines = "\0AUTH EXTERNAL " + hex + "\r\nBEGIN\r\n";
    send(lines.getBytes(StandardCharsets.US_ASCII));
    var answer = line();
    if (!answer.startsWith("OK ")) {
      throw new DbusException(
          "org.freedesktop.DBus.Error.AuthFailed", "we are not let in: \"" + answer + "\"");
    }
  }

  /** One line without its end. */
  public String line() {
    var line = new StringBuilder();
    while (line.length() < LONGEST_LINE && !line.toString().endsWith("\r\n")) {
      line.append((char) exactly(1)[0]);
    }
    return line.toString().strip();
  }

  /** Sends bytes as they are. */
  public void send(byte[] bytes) {
    try {
      socket.send(bytes, 0, bytes.length, List.of());
    } catch (SysException e) {
      throw lost();
    }
  }

  /** Waits for the next message. */
  public Message receive() {
    var start = exactly(FIXED_BYTES);
    int length = Message.length(start);
    var all = Arrays.copyOf(start, length);
    var rest = exactly(length - FIXED_BYTES);
    System.arraycopy(rest, 0, all, FIXED_BYTES, rest.length);
    return Message.decode(all);
  }

  private byte[] exactly(int length) {
    var bytes = new byte[length];
    int at = 0;
    while (at < length) {
      int got = socket.receive(bytes, at, length - at, new ArrayList<>());
      if (got == 0) {
        throw lost();
      }
      at += got;
    }
    return bytes;
  }

  private DbusException lost() {
    return givenUp
        ? new DbusException("org.freedesktop.DBus.Error.NoReply", "no answer came in time")
        : new DbusException(
            "org.freedesktop.DBus.Error.Disconnected",
            "the connection ended before an answer came");
  }

  /** Wakes whoever waits for a message: it does not come in time. */
  void giveUp() {
    givenUp = true;
    socket.shutdown();
  }

  @Override
  public void close() {
    socket.close();
  }
}
