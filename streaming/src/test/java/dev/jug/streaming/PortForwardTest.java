package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.jug.streaming.session.PortForwardRequest;
import io.netty.handler.codec.spdy.DefaultSpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports, over SPDY with Netty and over WebSockets with the JDK, to a server that echoes. */
class PortForwardTest {
  private static final String PROTOCOL = "portforward.k8s.io";

  private final FakeSessions sessions = new FakeSessions();
  private StreamingServer server;
  private EchoServer echo;

  @BeforeEach
  void start() throws IOException {
    server = StreamingServer.start(sessions, StreamingSettings.defaults());
    echo = EchoServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    echo.close();
  }

  private URI url(Integer... ports) {
    return server.portForward(new PortForwardRequest("pod", List.of(ports)));
  }

  private static int open(SpdyPeer peer, String type, int port, String request) throws IOException {
    return peer.open("streamtype", type, "port", "" + port, "requestid", request);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothDirectionsEndByThemselves(boolean windows) throws IOException {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, windows)) {
      int error = open(peer, "error", echo.port(), "0");
      int data = open(peer, "data", echo.port(), "0");
      peer.data(error, new byte[0], true);
      peer.data(data, "hello".getBytes(UTF_8), true);
      assertThat(peer.end(data)).isEqualTo("hello, and good bye");
      assertThat(peer.text(error)).isEmpty();
      assertThat(sessions.heard().poll()).isEqualTo("pod:" + echo.port());
    }
  }

  @Test
  void manyGoThroughOneConnection() throws IOException {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, true)) {
      var streams = new int[50];
      for (int i = 0; i < streams.length; i++) {
        open(peer, "error", echo.port(), "" + i);
        streams[i] = open(peer, "data", echo.port(), "" + i);
      }
      for (int stream : streams) {
        peer.data(stream, ("I am " + stream).getBytes(UTF_8), false);
      }
      for (int stream : streams) {
        peer.awaitText(stream, "I am " + stream);
      }
    }
  }

  /** A connection forwards more than its number of streams at a time, one after the other. */
  @Test
  void streamsThatEndedMakeRoom() throws IOException {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, true)) {
      for (int i = 0; i < 300; i++) {
        open(peer, "error", echo.port(), "" + i);
        int data = open(peer, "data", echo.port(), "" + i);
        peer.data(data, new byte[1], true);
        peer.end(data);
      }
    }
  }

  @Test
  void tooManyAtOnceAreRefused() throws IOException {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, false)) {
      for (int i = 0; i < 257; i++) {
        open(peer, "error", echo.port(), "" + i);
      }
      assertThat(peer.await(SpdyRstStreamFrame.class).status().code())
          .as("REFUSED_STREAM")
          .isEqualTo(3);
    }
  }

  @Test
  void whatNobodyListensAtIsExplained() throws IOException {
    int closed = echo.port();
    echo.close();
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, true)) {
      int error = open(peer, "error", closed, "a");
      open(peer, "data", closed, "a");
      assertThat(peer.end(error))
          .isEqualTo("error forwarding port " + closed + " to pod pod: Connection refused");
    }
  }

  /** Clients of old name no request. */
  @Test
  void neighboursBelongTogether() throws IOException {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, true)) {
      peer.open("streamtype", "error", "port", "" + echo.port());
      int data = peer.open("streamtype", "data", "port", "" + echo.port());
      peer.data(data, "hello".getBytes(UTF_8), false);
      peer.awaitText(data, "hello");
    }
  }

  @ParameterizedTest
  @CsvSource({"data,0", "data,65536", "data,x", "data,''", "stdin,80", "error,-1"})
  void nonsenseIsReset(String type, String port) throws IOException {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, false)) {
      peer.open("streamtype", type, "port", port, "requestid", "0");
      assertThat(peer.await(SpdyRstStreamFrame.class).status().code()).isEqualTo(1);
      assertThat(sessions.heard()).isEmpty();
    }
  }

  @Test
  void aStreamThatStaysAloneIsEnded() throws IOException {
    var settings = StreamingSettings.defaults().withStreamCreation(Duration.ofMillis(50));
    try (var hasty = StreamingServer.start(sessions, settings);
        var peer =
            SpdyPeer.connect(
                hasty.portForward(new PortForwardRequest("pod", List.of())), PROTOCOL, false)) {
      int error = open(peer, "error", 80, "0");
      assertThat(peer.end(error)).isEqualTo("timed out waiting for the stream of data");
      int data = open(peer, "data", 80, "1");
      assertThat(peer.await(SpdyRstStreamFrame.class).streamId()).isEqualTo(data);
    }
  }

  @Test
  void aResetEndsTheConnection() throws Exception {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, false)) {
      open(peer, "error", echo.port(), "0");
      int data = open(peer, "data", echo.port(), "0");
      peer.data(data, "hello".getBytes(UTF_8), false);
      peer.awaitText(data, "hello");
      peer.send(new DefaultSpdyRstStreamFrame(data, 5));
      echo.awaitNobody();
    }
  }

  @Test
  void aClientThatGoesEndsTheConnection() throws Exception {
    try (var peer = SpdyPeer.connect(url(), PROTOCOL, false)) {
      open(peer, "error", echo.port(), "0");
      int data = open(peer, "data", echo.port(), "0");
      peer.data(data, "hello".getBytes(UTF_8), false);
      peer.awaitText(data, "hello");
    }
    echo.awaitNobody();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v4.channel.k8s.io", "v4.base64.channel.k8s.io"})
  void channelsComeInPairs(String protocol) throws Exception {
    int port = echo.port();
    try (var peer = SocketPeer.connect(url(port, port), protocol)) {
      var first = new String(new byte[] {(byte) port, (byte) (port >>> 8)}, ISO_8859_1);
      if (protocol.contains("base64")) {
        peer.sendText("2aGVsbG8=");
      } else {
        peer.send(2, "hello".getBytes(UTF_8));
      }
      peer.awaitSize(2, 2 + "hello".length());
      assertThat(new String(peer.bytes(2), ISO_8859_1)).isEqualTo(first + "hello");
      for (int channel : new int[] {0, 1, 3}) {
        assertThat(new String(peer.bytes(channel), ISO_8859_1)).isEqualTo(first);
      }
    }
    echo.awaitNobody();
  }

  @Test
  void aWebSocketNeedsThePorts() {
    assertThat(catchThrowable(() -> SocketPeer.connect(url(), "v4.channel.k8s.io"))).isNotNull();
  }

  @Test
  void spdyGoesThroughAWebSocket() throws Exception {
    try (var peer = SpdyPeer.tunnel(url(), "v4.channel.k8s.io, SPDY/3.1+portforward.k8s.io")) {
      assertThat(peer.head())
          .contains("\r\nSec-WebSocket-Protocol: SPDY/3.1+portforward.k8s.io\r\n");
      open(peer, "error", echo.port(), "0");
      int data = open(peer, "data", echo.port(), "0");
      peer.data(data, "hello".getBytes(UTF_8), true);
      assertThat(peer.end(data)).isEqualTo("hello, and good bye");
    }
  }
}
