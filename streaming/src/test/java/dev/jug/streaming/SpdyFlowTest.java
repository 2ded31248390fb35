package dev.jug.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.Wanted;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.DefaultSpdyWindowUpdateFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Much data over SPDY, with windows and without; the heap of tests has a quarter of a gigabyte. */
class SpdyFlowTest {
  private static final long GIGABYTE = 1L << 30;
  private static final int PIECE = 32_768;

  private StreamingServer server;

  @BeforeEach
  void start() throws IOException {
    server = StreamingServer.start(new FakeSessions(), StreamingSettings.defaults());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SpdyPeer exec(Wanted wanted, boolean windows, String... command) throws IOException {
    var url = server.exec(new ExecRequest("box", List.of(command), wanted));
    return SpdyPeer.connect(url, "v4.channel.k8s.io", windows);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  @Timeout(300)
  void aGigabyteGoesOutWithoutWindows() throws IOException {
    try (var peer = exec(new Wanted(false, true, false, false), false, "make", "" + GIGABYTE)) {
      long before = used();
      int error = peer.open("streamtype", "error");
      peer.open("streamtype", "stdout");
      assertThat(peer.end(error)).contains("Success");
      assertThat(peer.bytes()).isGreaterThan(GIGABYTE);
      assertThat(used() - before).as("bytes kept").isLessThan(16L << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 64 << 20})
  void aClientWithWindowsGetsAll(int size) throws IOException {
    try (var peer = exec(new Wanted(false, true, false, false), true, "make", "" + size)) {
      int error = peer.open("streamtype", "error");
      peer.open("streamtype", "stdout");
      assertThat(peer.end(error)).contains("Success");
      assertThat(peer.bytes()).isGreaterThan(size);
    }
  }

  @Test
  @Timeout(300)
  void aGigabyteComesInWithoutWindows() throws IOException {
    try (var peer = exec(new Wanted(true, true, false, false), false, "count")) {
      int error = peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      int out = peer.open("streamtype", "stdout");
      long before = used();
      var piece = new byte[PIECE];
      for (long left = GIGABYTE; left > 0; left -= PIECE) {
        peer.data(in, piece, left == PIECE);
      }
      assertThat(peer.end(error)).contains("Success");
      assertThat(peer.text(out)).isEqualTo("" + GIGABYTE);
      assertThat(used() - before).as("bytes kept").isLessThan(16L << 20);
    }
  }

  /** Netty keeps what does not fit into our window until we open it. */
  @Test
  void aClientWithWindowsIsGivenRoom() throws IOException {
    int size = 8 << 20;
    try (var peer = exec(new Wanted(true, true, false, false), true, "count")) {
      int error = peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      int out = peer.open("streamtype", "stdout");
      for (int left = size; left > 0; left -= PIECE) {
        peer.data(in, new byte[PIECE], left == PIECE);
      }
      assertThat(peer.end(error)).contains("Success");
      assertThat(peer.text(out)).isEqualTo("" + size);
    }
  }

  /** From the first word of windows on nothing more is sent than the client has room for. */
  @Test
  void windowsHoldOnceTheyAreSpokenOf() throws IOException {
    int size = 4 * PIECE;
    try (var peer = exec(new Wanted(false, true, false, false), false, "make", "" + size)) {
      peer.send(new DefaultSpdyWindowUpdateFrame(0, 1000));
      int error = peer.open("streamtype", "error");
      int out = peer.open("streamtype", "stdout");
      awaitBytes(peer, 65_536);
      peer.send(new DefaultSpdyWindowUpdateFrame(out, 1_000_000));
      awaitBytes(peer, 66_536);
      peer.send(new DefaultSpdyWindowUpdateFrame(0, 1_000_000));
      assertThat(peer.end(error)).contains("Success");
      assertThat(peer.text(out)).hasSize(size);
    }
  }

  /** So much comes, and nothing more before the answer to a ping. */
  private static void awaitBytes(SpdyPeer peer, int size) throws IOException {
    while (peer.bytes() < size) {
      peer.pull();
    }
    peer.send(new DefaultSpdyPingFrame(1));
    peer.await(SpdyPingFrame.class);
    assertThat(peer.bytes()).isEqualTo(size);
  }

  @Test
  void moreThanThereIsRoomForIsAnError() throws IOException {
    try (var peer = exec(new Wanted(true, true, false, false), false, "exit", "0")) {
      peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      peer.send(new DefaultSpdyWindowUpdateFrame(0, 1));
      for (int i = 0; i < 3; i++) {
        peer.data(in, new byte[PIECE], false);
      }
      var reset = peer.await(SpdyRstStreamFrame.class);
      assertThat(reset.streamId()).isEqualTo(in);
      assertThat(reset.status().code()).as("FLOW_CONTROL_ERROR").isEqualTo(7);
    }
  }
}
