package dev.jug.http.websocket;

import java.io.IOException;
import java.io.InputStream;

/** What messages have inside, one behind the other, be they text or binary. One thread reads. */
final class MessageInput extends InputStream {
  private final Messages messages;

  MessageInput(Messages messages) {
    this.messages = messages;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = messages.read(bytes, offset, length);
    while (count < 0 && messages.next()) {
      count = messages.read(bytes, offset, length);
    }
    return count;
  }
}
