package dev.jug.cri.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdyVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A client as kubectl is one: SPDY without windows, here Netty's. One thread may send, one read.
 */
final class SpdyClient implements AutoCloseable {
  private final EmbeddedChannel encoder = netty();
  private final EmbeddedChannel decoder = netty();
  private final SocketChannel socket;
  private final Map<Integer, OutputStream> received = new HashMap<>();
  private final Set<Integer> ended = new HashSet<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(65_536);
  private int lastStream = -1;

  private SpdyClient(SocketChannel socket) {
    this.socket = socket;
  }

  private static EmbeddedChannel netty() {
    return new EmbeddedChannel(new SpdyFrameCodec(SpdyVersion.SPDY_3_1));
  }

  static SpdyClient connect(URI url, String protocol) throws IOException {
    var socket = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
    var request =
        """
        POST %s HTTP/1.1\r
        Host: x\r
        Connection: Upgrade\r
        Upgrade: SPDY/3.1\r
        X-Stream-Protocol-Version: %s\r
        Content-Length: 0\r
        \r
        """;
    socket.write(ByteBuffer.wrap(request.formatted(url.getPath(), protocol).getBytes(ISO_8859_1)));
    var head = new StringBuilder();
    var one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0 && socket.read(one.clear()) > 0) {
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      socket.close();
      throw new IOException(head.toString());
    }
    return new SpdyClient(socket);
  }

  private void send(SpdyFrame frame) throws IOException {
    encoder.writeOutbound(frame);
    for (ByteBuf out = encoder.readOutbound(); out != null; out = encoder.readOutbound()) {
      for (var part : out.nioBuffers()) {
        while (part.hasRemaining()) {
          socket.write(part);
        }
      }
      out.release();
    }
  }

  /** Opens a stream; headers are names and values by turns. */
  int open(String... headers) throws IOException {
    lastStream += 2;
    var frame = new DefaultSpdySynStreamFrame(lastStream, 0, (byte) 0);
    for (int i = 0; i < headers.length; i += 2) {
      frame.headers().set(headers[i], headers[i + 1]);
    }
    send(frame);
    return lastStream;
  }

  void data(int stream, byte[] content, boolean last) throws IOException {
    var frame = new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(content));
    frame.setLast(last);
    send(frame);
  }

  void into(int stream, OutputStream sink) {
    received.put(stream, sink);
  }

  String text(int stream) {
    return received.get(stream) instanceof ByteArrayOutputStream all ? all.toString(UTF_8) : "";
  }

  void awaitText(int stream, String part) throws IOException {
    while (!text(stream).contains(part)) {
      pull();
    }
  }

  /** Waits for the end of a stream, and gives what came. */
  String end(int stream) throws IOException {
    while (!ended.contains(stream)) {
      pull();
    }
    return text(stream);
  }

  private void pull() throws IOException {
    if (socket.read(buffer.clear()) < 0) {
      throw new IOException("the server closed");
    }
    decoder.writeInbound(Unpooled.copiedBuffer(buffer.flip()));
    for (Object frame = decoder.readInbound(); frame != null; frame = decoder.readInbound()) {
      if (frame instanceof SpdyDataFrame data) {
        take(data);
      }
    }
  }

  private void take(SpdyDataFrame data) throws IOException {
    var content = data.content();
    content.readBytes(
        received.computeIfAbsent(data.streamId(), _ -> new ByteArrayOutputStream()),
        content.readableBytes());
    if (data.isLast()) {
      ended.add(data.streamId());
    }
    data.release();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    encoder.finishAndReleaseAll();
    decoder.finishAndReleaseAll();
  }
}
