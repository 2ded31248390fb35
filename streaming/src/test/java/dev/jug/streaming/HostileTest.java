package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.Wanted;
import dev.jug.streaming.spdy.SpdyWords;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPDY that nobody should send: it is answered as the specification says, and takes no memory. */
class HostileTest {
  private static final int PROTOCOL_ERROR = 1;

  private StreamingServer server;

  @BeforeEach
  void start() throws IOException {
    server = StreamingServer.start(new FakeSessions(), StreamingSettings.defaults());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private URI url() {
    return server.exec(
        new ExecRequest("box", List.of("cat"), new Wanted(true, true, false, false)));
  }

  private SpdyPeer connect() throws IOException {
    return SpdyPeer.connect(url(), "v4.channel.k8s.io", false);
  }

  @ParameterizedTest
  @CsvSource({
    "another version, 80020006 00000004 00000001",
    "an even stream, 80030001 0100000e 00000002 00000000 0000 00000000",
    "a stream without a number, 80030001 0100000e 00000000 00000000 0000 00000000",
    "SYN_STREAM too short, 80030001 01000004 00000001",
    "headers of 16 MB, 80030001 01ffffff 00000001 00000000 0000 00000000",
    "no headers at all, 80030001 0000000a 00000001 00000000 0000",
    "not compressed, 80030001 0000000e 00000001 00000000 0000 deadbeef",
    "another dictionary, 80030001 00000010 00000001 00000000 0000 78bb 00000000",
    "PING too long, 80030006 00000008 00000001 00000001",
    "RST_STREAM too short, 80030003 00000004 00000001",
    "WINDOW_UPDATE too short, 80030009 00000004 00000001",
    "SETTINGS of a lie, 80030004 0000000c 00000002 00000007 00000001",
    "SETTINGS without end, 80030004 00ffffff 7fffffff 00000007",
    "a window too large, 80030004 0000000c 00000001 00000007 80000000",
    "the session's window too large, 80030009 00000008 00000000 7fffffff",
    "headers for nobody and no sense, 80030008 00000008 00000001 deadbeef",
  })
  void whatBreaksTheSessionIsAnsweredWithGoAway(String what, String hex) throws IOException {
    try (var peer = connect()) {
      peer.sendBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
      assertThat(peer.await(SpdyGoAwayFrame.class).status().code())
          .as(what)
          .isEqualTo(PROTOCOL_ERROR);
      assertThat(peer.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "data for nobody, 00000009 00000003 616263, 2",
    "the same in length, 00000009 00000003 616263 00000009 00000000, 2",
  })
  void whatBreaksAStreamIsReset(String what, String hex, int status) throws IOException {
    try (var peer = connect()) {
      peer.sendBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
      assertThat(peer.await(SpdyRstStreamFrame.class).status().code()).as(what).isEqualTo(status);
    }
  }

  @Test
  void kindsThatNobodyKnowsAreSkipped() throws IOException {
    try (var peer = connect()) {
      peer.sendBytes(
          HexFormat.of().parseHex("800300990000000401020304" + "8003000600000004" + "00000007"));
      assertThat(peer.await(SpdyPingFrame.class).id()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 2, 4})
  void numbersOfStreamsAreOddAndGrow(int number) throws IOException {
    try (var peer = connect()) {
      peer.open("streamtype", "stdin");
      peer.open("streamtype", "stdout");
      peer.openAs(number, "streamtype", "error");
      var end = peer.await(SpdyGoAwayFrame.class);
      assertThat(end.status().code()).isEqualTo(PROTOCOL_ERROR);
      assertThat(end.lastGoodStreamId()).isEqualTo(3);
      assertThat(peer.isClosed()).isTrue();
    }
  }

  @Test
  void dataBehindTheEndResetsTheStream() throws IOException {
    try (var peer = connect()) {
      peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      peer.data(in, "x".getBytes(UTF_8), true);
      peer.data(in, "y".getBytes(UTF_8), false);
      var reset = peer.await(SpdyRstStreamFrame.class);
      assertThat(reset.streamId()).isEqualTo(in);
      assertThat(reset.status().code()).as("STREAM_ALREADY_CLOSED").isEqualTo(9);
    }
  }

  /** 16 MB of zeros in 16 KB. */
  @Test
  void aBombDoesNotGoOff() throws IOException {
    var deflater = new Deflater();
    deflater.setDictionary(SpdyWords.dictionary());
    deflater.setInput(new byte[14 << 20]);
    var block = new byte[16_384];
    int size = deflater.deflate(block, 0, block.length, Deflater.SYNC_FLUSH);
    deflater.end();
    var frame = ByteBuffer.allocate(18 + size);
    frame.putInt(0x80030001).putInt(10 + size).putInt(1).putInt(0).putShort((short) 0);
    try (var peer = connect()) {
      peer.sendBytes(frame.put(block, 0, size).array());
      assertThat(peer.await(SpdyGoAwayFrame.class).status().code()).isEqualTo(PROTOCOL_ERROR);
    }
  }

  /** Any bytes at all: the server ends the session, or waits for more. */
  @Test
  @Timeout(120)
  void noiseHarmsNobody() throws IOException {
    var chance = new Random(7);
    for (int i = 0; i < 400; i++) {
      var noise = new byte[chance.nextInt(1, 400)];
      chance.nextBytes(noise);
      if (chance.nextBoolean()) {
        ByteBuffer.wrap(HexFormat.of().parseHex("80030000"))
            .get(0, noise, 0, Math.min(4, noise.length));
        noise[Math.min(3, noise.length - 1)] = (byte) chance.nextInt(1, 10);
        if (noise.length > 6) {
          noise[5] = 0;
          noise[6] = 0;
        }
      }
      try (var peer = connect()) {
        peer.open("streamtype", "stdin");
        peer.open("streamtype", "stdout");
        peer.sendBytes(noise);
        peer.closeWrite();
        while (!peer.isClosed()) {
          // Whatever it says.
        }
      } catch (IOException _) {
        // It closed before it had read all.
      }
    }
    try (var peer = connect()) {
      int error = peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      int out = peer.open("streamtype", "stdout");
      peer.data(in, "still here".getBytes(UTF_8), true);
      peer.end(error);
      assertThat(peer.text(out)).isEqualTo("still here");
    }
  }
}
