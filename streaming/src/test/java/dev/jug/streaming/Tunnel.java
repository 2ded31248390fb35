package dev.jug.streaming;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bytes in a WebSocket's binary messages, by Netty. */
final class Tunnel {
  private static final int LARGEST = 1 << 20;

  private final EmbeddedChannel netty =
      new EmbeddedChannel(
          new WebSocket13FrameEncoder(true), new WebSocket13FrameDecoder(false, false, LARGEST));

  /** A message with them inside. */
  List<ByteBuffer> wrap(ByteBuffer bytes) {
    netty.writeOutbound(new BinaryWebSocketFrame(Unpooled.copiedBuffer(bytes)));
    var all = new ArrayList<ByteBuffer>();
    for (ByteBuf out = netty.readOutbound(); out != null; out = netty.readOutbound()) {
      all.add(ByteBuffer.wrap(copy(out)));
    }
    return all;
  }

  /** What the messages have inside that came whole. */
  ByteBuffer unwrap(ByteBuffer bytes) {
    netty.writeInbound(Unpooled.copiedBuffer(bytes));
    var all = Unpooled.buffer();
    for (Object in = netty.readInbound(); in != null; in = netty.readInbound()) {
      if (in instanceof BinaryWebSocketFrame frame) {
        all.writeBytes(frame.content());
        frame.release();
      }
    }
    return ByteBuffer.wrap(copy(all));
  }

  private static byte[] copy(ByteBuf buffer) {
    var bytes = new byte[buffer.readableBytes()];
    buffer.readBytes(bytes);
    buffer.release();
    return bytes;
  }
}
