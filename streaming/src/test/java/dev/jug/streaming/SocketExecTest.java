package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.Wanted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands over WebSockets, with the JDK's client at the other end. */
class SocketExecTest {
  private static final Wanted OUTPUTS = new Wanted(false, true, true, false);
  private static final Wanted PIPES = new Wanted(true, true, false, false);
  private static final String FAILURE =
      "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with non-zero exit"
          + " code: exit code 3\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\""
          + ":\"ExitCode\",\"message\":\"3\"}]}}";

  private final FakeSessions sessions = new FakeSessions();
  private StreamingServer server;

  @BeforeEach
  void start() throws IOException {
    server = StreamingServer.start(sessions, StreamingSettings.defaults());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private SocketPeer exec(String protocol, Wanted wanted, String... command) {
    return SocketPeer.connect(
        server.exec(new ExecRequest("box", List.of(command), wanted)), protocol);
  }

  @ParameterizedTest
  @CsvSource({
    "v5.channel.k8s.io",
    "v4.channel.k8s.io",
    "v4.base64.channel.k8s.io",
    "channel.k8s.io",
    "base64.channel.k8s.io",
    "''",
  })
  void outputsArriveOnTheirChannels(String protocol) throws Exception {
    try (var peer = exec(protocol, OUTPUTS, "both")) {
      assertThat(peer.protocol()).isEqualTo(protocol);
      assertThat(peer.closed()).isEqualTo("1000 ");
      assertThat(peer.first()).as("an empty message on the lowest channel").isEqualTo(1);
      assertThat(peer.text(1)).isEqualTo("to out");
      assertThat(peer.text(2)).isEqualTo("to err");
      assertThat(peer.text(3))
          .isEqualTo(protocol.startsWith("v") ? "{\"metadata\":{},\"status\":\"Success\"}" : "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "v5.channel.k8s.io,true",
    "v4.base64.channel.k8s.io,true",
    "channel.k8s.io,false",
    "base64.channel.k8s.io,false",
  })
  void theExitCodeIsAStatusOrASentence(String protocol, boolean status) throws Exception {
    try (var peer = exec(protocol, OUTPUTS, "exit", "3")) {
      peer.closed();
      assertThat(peer.text(3))
          .isEqualTo(status ? FAILURE : "command terminated with non-zero exit code: exit code 3");
    }
  }

  @Test
  void theFifthProtocolEndsTheInput() throws Exception {
    try (var peer = exec("v5.channel.k8s.io", PIPES, "cat")) {
      peer.send(0, "hel".getBytes(UTF_8));
      peer.sendText("\0lo");
      peer.sendRaw(ByteBuffer.wrap(new byte[] {(byte) 255, 0}));
      peer.closed();
      assertThat(peer.text(1)).isEqualTo("hello");
      assertThat(peer.text(3)).contains("Success");
    }
  }

  @Test
  void messagesInPartsAndForNobodyAreNoTrouble() throws Exception {
    try (var peer = exec("v5.channel.k8s.io", PIPES, "cat")) {
      peer.socket().sendBinary(ByteBuffer.wrap(new byte[] {0}), false).join();
      peer.socket().sendPing(ByteBuffer.wrap(new byte[] {1})).join();
      peer.socket().sendBinary(ByteBuffer.wrap("in parts".getBytes(UTF_8)), true).join();
      peer.sendRaw(ByteBuffer.allocate(0));
      peer.send(0, new byte[0]);
      peer.send(1, new byte[100]);
      peer.send(4, new byte[100_000]);
      peer.send(200, new byte[100]);
      peer.sendRaw(ByteBuffer.wrap(new byte[] {(byte) 255}));
      peer.sendRaw(ByteBuffer.wrap(new byte[] {(byte) 255, 77}));
      peer.sendRaw(ByteBuffer.wrap(new byte[] {(byte) 255, 0}));
      peer.closed();
      assertThat(peer.text(1)).isEqualTo("in parts");
    }
  }

  @Test
  void base64GoesInToo() throws Exception {
    try (var peer = exec("base64.channel.k8s.io", PIPES, "cat")) {
      peer.sendText("0aGVs");
      peer.sendText("0bG8=");
      peer.awaitText(1, "hello");
    }
  }

  @Test
  void whatIsNotBase64EndsIt() throws Exception {
    try (var peer = exec("base64.channel.k8s.io", PIPES, "cat")) {
      peer.sendText("0a?b");
      assertThat(peer.closed()).isEqualTo("1007 a message is not Base64");
    }
  }

  @Test
  void theTerminalChangesItsSize() throws Exception {
    try (var peer = exec("v4.channel.k8s.io", new Wanted(true, true, false, true), "sizes")) {
      peer.send(4, "{\"Width\":80,\"Height\":24}".getBytes(UTF_8));
      peer.awaitText(1, "80x24;");
      peer.send(4, "{\"Width\":1,\"Height\":0}".getBytes(UTF_8));
      peer.closed();
    }
  }

  @Test
  void attachingGoesOnUntilTheClientGoes() throws Exception {
    var url = server.attach(new AttachRequest("box", PIPES));
    try (var peer = SocketPeer.connect(url, "v4.channel.k8s.io")) {
      peer.send(0, "hello".getBytes(UTF_8));
      peer.awaitText(1, "attached to box;hello");
      peer.socket().sendClose(1000, "").join();
      assertThat(peer.closed()).isEqualTo("1000 ");
    }
  }

  @Test
  void aClientThatGoesInterruptsTheCommand() throws Exception {
    try (var peer = exec("v4.channel.k8s.io", OUTPUTS, "sleep")) {
      assertThat(sessions.heard().take()).isEqualTo("sleeps");
      peer.socket().abort();
      assertThat(sessions.heard().poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
  }

  @Test
  void aSilentClientIsToldAndSentAway() throws Exception {
    var settings = StreamingSettings.defaults().withIdle(Duration.ofMillis(200));
    try (var hasty = StreamingServer.start(sessions, settings);
        var peer =
            SocketPeer.connect(
                hasty.exec(new ExecRequest("box", List.of("sleep"), OUTPUTS)),
                "v4.channel.k8s.io")) {
      assertThat(peer.closed()).isEqualTo("1001 it was silent for PT0.2S");
      assertThat(sessions.heard().take()).isEqualTo("sleeps");
      assertThat(sessions.heard().poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
  }

  @Test
  void muchGoesThrough() throws Exception {
    int size = 64 << 20;
    try (var peer =
        exec("v4.channel.k8s.io", new Wanted(false, true, false, false), "make", "" + size)) {
      peer.closed();
      assertThat(peer.size(1)).isEqualTo(size);
    }
    try (var peer = exec("v5.channel.k8s.io", PIPES, "count")) {
      for (int left = size; left > 0; left -= 1 << 20) {
        peer.send(0, new byte[1 << 20]);
      }
      peer.sendRaw(ByteBuffer.wrap(new byte[] {(byte) 255, 0}));
      peer.closed();
      assertThat(peer.text(1)).isEqualTo("" + size);
    }
  }

  @Test
  void unknownProtocolsAreRefused() {
    assertThatThrownBy(() -> exec("v9.channel.k8s.io", OUTPUTS, "both"))
        .isInstanceOf(CompletionException.class);
  }
}
