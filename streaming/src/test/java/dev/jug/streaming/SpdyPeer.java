package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.spdy.DefaultSpdyDataFrame;
import io.netty.handler.codec.spdy.DefaultSpdySettingsFrame;
import io.netty.handler.codec.spdy.DefaultSpdySynStreamFrame;
import io.netty.handler.codec.spdy.SpdyDataFrame;
import io.netty.handler.codec.spdy.SpdyFrame;
import io.netty.handler.codec.spdy.SpdyFrameCodec;
import io.netty.handler.codec.spdy.SpdySessionHandler;
import io.netty.handler.codec.spdy.SpdySettingsFrame;
import io.netty.handler.codec.spdy.SpdyStreamFrame;
import io.netty.handler.codec.spdy.SpdyVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A client whose SPDY is Netty's. With windows it is Netty's session too, which keeps to them and
 * insists on them; without it is as Kubernetes' clients, which know none.
 */
final class SpdyPeer implements AutoCloseable {
  private final SocketChannel socket;
  private final EmbeddedChannel netty;
  private final Queue<SpdyFrame> frames = new ArrayDeque<>();
  private final Map<Integer, ByteArrayOutputStream> received = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(65_536);
  private @Nullable Tunnel tunnel;
  private String head = "";
  private int lastStream = -1;
  private long bytes;

  private SpdyPeer(SocketChannel socket, boolean windows) {
    this.socket = socket;
    var codec = new SpdyFrameCodec(SpdyVersion.SPDY_3_1);
    this.netty =
        windows
            ? new EmbeddedChannel(
                codec, new SpdySessionHandler(SpdyVersion.SPDY_3_1, false), new Taker())
            : new EmbeddedChannel(codec, new Taker());
  }

  /** Takes frames as they are decoded, so that Netty's buffers are free again. */
  private final class Taker extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof SpdyDataFrame data) {
        take(data);
      } else if (message instanceof SpdyFrame frame) {
        frames.add(frame);
      }
    }
  }

  /** Connects, and says that it knows windows if it does. */
  static SpdyPeer connect(URI url, String protocol, boolean windows) throws IOException {
    var peer = connectRaw(url, protocol, windows);
    if (windows) {
      var settings = new DefaultSpdySettingsFrame();
      settings.setValue(SpdySettingsFrame.SETTINGS_INITIAL_WINDOW_SIZE, 65_536);
      peer.send(settings);
    }
    return peer;
  }

  /** The same within a WebSocket. */
  static SpdyPeer tunnel(URI url, String protocol) throws IOException {
    var peer =
        ask(
            url,
            """
            GET %s HTTP/1.1\r
            Host: x\r
            Connection: Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Protocol: %s\r
            \r
            """
                .formatted(url.getPath(), protocol),
            false);
    peer.tunnel = new Tunnel();
    return peer;
  }

  private static SpdyPeer connectRaw(URI url, String protocol, boolean windows) throws IOException {
    return ask(
        url,
        """
        POST %s HTTP/1.1\r
        Host: x\r
        Connection: Upgrade\r
        Upgrade: SPDY/3.1\r
        X-Stream-Protocol-Version: %s\r
        Content-Length: 0\r
        \r
        """
            .formatted(url.getPath(), protocol),
        windows);
  }

  private static SpdyPeer ask(URI url, String request, boolean windows) throws IOException {
    var socket = SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var peer = new SpdyPeer(socket, windows);
    peer.sendBytes(request.getBytes(ISO_8859_1));
    var head = new StringBuilder();
    var one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0 && socket.read(one.clear()) > 0) {
      head.append((char) one.get(0));
    }
    peer.head = head.toString();
    if (!peer.head.startsWith("HTTP/1.1 101 ")) {
      socket.close();
      throw new IOException(peer.head);
    }
    return peer;
  }

  /** The head of the server's answer. */
  String head() {
    return head;
  }

  void sendBytes(byte[] raw) throws IOException {
    var out = ByteBuffer.wrap(raw);
    while (out.hasRemaining()) {
      socket.write(out);
    }
  }

  void send(SpdyFrame frame) throws IOException {
    netty.writeOutbound(frame);
    drain();
  }

  private void drain() throws IOException {
    for (ByteBuf out = netty.readOutbound(); out != null; out = netty.readOutbound()) {
      for (var part : tunnel == null ? List.of(out.nioBuffers()) : tunnel.wrap(out.nioBuffer())) {
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
    openAs(lastStream, headers);
    return lastStream;
  }

  /** The same with a number of one's own. */
  void openAs(int stream, String... headers) throws IOException {
    var frame = new DefaultSpdySynStreamFrame(stream, 0, (byte) 0);
    for (int i = 0; i < headers.length; i += 2) {
      frame.headers().set(headers[i], headers[i + 1]);
    }
    send(frame);
  }

  void data(int stream, byte[] content, boolean last) throws IOException {
    var frame = new DefaultSpdyDataFrame(stream, Unpooled.wrappedBuffer(content));
    frame.setLast(last);
    send(frame);
  }

  /** The next frame that is not data, or the last of a stream; null at the end. */
  @Nullable SpdyFrame next() throws IOException {
    while (frames.isEmpty()) {
      if (!read()) {
        return null;
      }
    }
    return frames.poll();
  }

  /** Waits for whatever comes. */
  void pull() throws IOException {
    if (!read()) {
      throw new IOException("the server closed");
    }
  }

  private boolean read() throws IOException {
    if (socket.read(buffer.clear()) < 0) {
      return false;
    }
    buffer.flip();
    netty.writeInbound(Unpooled.copiedBuffer(tunnel == null ? buffer : tunnel.unwrap(buffer)));
    drain();
    return true;
  }

  private void take(SpdyDataFrame data) {
    bytes += data.content().readableBytes();
    var all = received.computeIfAbsent(data.streamId(), _ -> new ByteArrayOutputStream());
    if (all.size() < 1 << 20) {
      var part = new byte[data.content().readableBytes()];
      data.content().readBytes(part);
      all.writeBytes(part);
    }
    data.release();
    if (data.isLast()) {
      frames.add(data);
    }
  }

  /** Waits for a kind of frame. */
  <T extends SpdyFrame> T await(Class<T> kind) throws IOException {
    for (var frame = next(); frame != null; frame = next()) {
      if (kind.isInstance(frame)) {
        return kind.cast(frame);
      }
    }
    throw new IOException("the server closed");
  }

  /** Waits for the end of a stream, and returns what came. */
  String end(int stream) throws IOException {
    for (var frame = await(SpdyStreamFrame.class);
        frame.streamId() != stream || !frame.isLast();
        frame = await(SpdyStreamFrame.class)) {
      // Another one's.
    }
    return text(stream);
  }

  /** Waits until a stream has brought so much. */
  void awaitText(int stream, String text) throws IOException {
    while (!text(stream).equals(text)) {
      pull();
    }
  }

  /** What came on a stream, its first megabyte. */
  String text(int stream) {
    return received.getOrDefault(stream, new ByteArrayOutputStream()).toString(ISO_8859_1);
  }

  /** All data so far. */
  long bytes() {
    return bytes;
  }

  /** Whether the server closes, and sends nothing but data before. */
  boolean isClosed() throws IOException {
    return next() == null;
  }

  void closeWrite() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    netty.finishAndReleaseAll();
    socket.close();
  }
}
