package dev.jug.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.http.websocket.MessageSocket;
import dev.jug.http.websocket.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSockets, with the JDK's client and with one that knows no rules. */
class WebSocketTest {
  private static final String OPEN =
      """
      GET / HTTP/1.1\r
      Host: x\r
      Connection: keep-alive, Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  /** Sends back what comes; notes what ended it. */
  private void echo(Request request, Response response) throws IOException {
    try (var socket = WebSocket.accept(request, response)) {
      socket.in().transferTo(socket.out());
      heard.add("end");
    } catch (IOException e) {
      heard.add(String.valueOf(e.getMessage()));
    }
  }

  /** What the JDK's client hears. */
  private static final class Listener implements java.net.http.WebSocket.Listener {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private volatile long wanted = Long.MAX_VALUE;

    @Override
    public @Nullable CompletionStage<?> onBinary(
        java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
      var part = new byte[data.remaining()];
      data.get(part);
      bytes.writeBytes(part);
      if (bytes.size() >= wanted) {
        events.add("all");
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
      events.add("pong " + ISO_8859_1.decode(message));
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        java.net.http.WebSocket socket, int code, String reason) {
      events.add("close " + code + " " + reason);
      return null;
    }
  }

  @Test
  void anotherImplementationIsUnderstood() throws Exception {
    var noise = new byte[3_000_000];
    new Random(1).nextBytes(noise);
    var listener = new Listener();
    listener.wanted = 12L + noise.length;
    try (var fixture = new Fixture(this::echo);
        var client = HttpClient.newHttpClient()) {
      var uri = URI.create("ws://127.0.0.1:" + fixture.listenTcp().getPort() + "/");
      var socket = client.newWebSocketBuilder().buildAsync(uri, listener).join();
      socket.sendText("pieces ", false).join();
      socket.sendPing(ByteBuffer.wrap("here".getBytes(UTF_8))).join();
      socket.sendText("of ü", true).join();
      socket.sendBinary(ByteBuffer.wrap(noise), true).join();

      assertThat(listener.events.take()).isEqualTo("pong here");
      assertThat(listener.events.take()).isEqualTo("all");
      socket.sendClose(1001, "bye").join();
      assertThat(listener.events.take()).isEqualTo("close 1001 bye");
      var echoed = ByteBuffer.wrap(listener.bytes.toByteArray());
      assertThat(UTF_8.decode(echoed.slice(0, 12)).toString()).isEqualTo("pieces of ü");
      assertThat(echoed.slice(12, noise.length)).isEqualTo(ByteBuffer.wrap(noise));
      assertThat(heard.take()).isEqualTo("end");
    }
  }

  @Test
  void theAnswerProvesThatTheQuestionWasUnderstood() throws IOException {
    try (var fixture = new Fixture(this::echo);
        var client = fixture.connect()) {
      assertThat(client.send(OPEN).head())
          .startsWith("HTTP/1.1 101 ")
          .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
          .contains("\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Upgrade: websocket, Upgrade: tcp, 426",
    "Version: 13, Version: 8, 426",
    "dGhlIHNhbXBsZSBub25jZQ==, short, 400",
    "'Connection: keep-alive, Upgrade', Connection: keep-alive, 426",
  })
  void whoAsksForSomethingElseIsTold(String right, String wrong, int status) throws IOException {
    try (var fixture = new Fixture(this::echo)) {
      assertThat(fixture.answer(OPEN.replace(right, wrong)))
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("\r\nSec-WebSocket-Version: 13\r\n");
    }
  }

  /** Frames with a mask of zeros, and the code that they are answered with. */
  @ParameterizedTest
  @CsvSource({
    "unmasked, 82 01 61, 1002",
    "of an extension, c2 81 00000000 61, 1002",
    "of an unknown kind, 83 80 00000000, 1002",
    "an unknown control frame, 8b 80 00000000, 1002",
    "a ping in parts, 09 80 00000000, 1002",
    "a ping too long, 89 fe 0080 00000000, 1002",
    "continues nothing, 80 80 00000000, 1002",
    "one message in another, 02 80 00000000 82 80 00000000, 1002",
    "a length too long, 82 fe 0005 00000000, 1002",
    "a length much too long, 82 ff 0000000000000005 00000000, 1002",
    "longer than can be, 82 ff ffffffffffffffff 00000000, 1002",
    "no UTF-8, 81 82 00000000 c0 80, 1007",
    "half a character, 81 81 00000000 c3, 1007",
    "half in each, 01 81 00000000 c3 80 80 00000000, 1007",
    "half a code, 88 81 00000000 03, 1002",
    "a code for nobody, 88 82 00000000 03ed, 1002",
    "a code of nobody, 88 82 00000000 0000, 1002",
    "a reason in nonsense, 88 83 00000000 03e8 ff, 1007",
    "a good end, 88 82 00000000 03e8, 1000",
    "an own code, 88 82 00000000 0fa0, 4000",
  })
  void hostileFramesAreAnsweredWithACode(String what, String frames, int code) throws Exception {
    try (var fixture = new Fixture(this::echo);
        var client = fixture.connect()) {
      client.send(OPEN).head();
      client.send(HexFormat.of().parseHex(frames.replace(" ", "")));

      assertThat(closeCode(client.rest().getBytes(ISO_8859_1))).as(what).isEqualTo(code);
      assertThat(heard.take()).isNotEmpty();
    }
  }

  /** Of the close frame behind other short frames. */
  private static int closeCode(byte[] answer) {
    var bytes = ByteBuffer.wrap(answer);
    while (bytes.remaining() > 1) {
      int kind = bytes.get() & 0xff;
      int length = bytes.get();
      if (kind == 0x88) {
        return bytes.getShort() & 0xffff;
      }
      bytes.position(bytes.position() + length);
    }
    return 0;
  }

  @Test
  void aCharacterMayBeCutBetweenFrames() throws IOException {
    try (var fixture = new Fixture(this::echo);
        var client = fixture.connect()) {
      client.send(OPEN).head();
      client.send(HexFormat.of().parseHex("018100000000c3808100000000bc888000000000"));
      assertThat(client.rest()).isEqualTo("\u0082\u0001\u00c3\u0082\u0001\u00bc\u0088\u0000");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"82", "8285000000", "828500000000616263", "8985000000006162"})
  void aClientThatIsCutOffHarmsNobody(String bytes) throws Exception {
    try (var fixture = new Fixture(this::echo);
        var client = fixture.connect()) {
      client.send(OPEN).head();
      client.send(HexFormat.of().parseHex(bytes)).closeWrite();
      client.rest();
      assertThat(heard.take()).isEqualTo("the client went away within a frame");
    }
  }

  /** Notes how long each message is, and leaves out what it does not read. */
  @Test
  void messagesHaveBorders() throws Exception {
    Handler handler =
        (request, response) -> {
          var offered = MessageSocket.offered(request);
          try (var socket = MessageSocket.accept(request, response, offered.getLast())) {
            var bytes = new byte[4];
            for (boolean more = socket.next(); more; more = socket.next()) {
              heard.add("" + socket.read(bytes, 0, bytes.length));
            }
            heard.add("none");
          }
        };
    try (var fixture = new Fixture(handler);
        var client = fixture.connect()) {
      var open = OPEN.replace("Host: x", "Host: x\r\nSec-WebSocket-Protocol: A,\tb/1");
      assertThat(client.send(open).head()).contains("\r\nSec-WebSocket-Protocol: b/1\r\n");
      client.send(
          HexFormat.of()
              .parseHex(
                  "828000000000"
                      + "02850000000061626364658083000000006a6b6c"
                      + "828100000000"
                      + "61"
                      + "88820000000003e8"));
      client.rest();
      assertThat(heard).containsExactly("-1", "4", "1", "none");
    }
  }

  @Test
  void theServerMayEndItAndWaitsForTheAnswer() throws Exception {
    Handler handler =
        (request, response) -> {
          try (var socket = WebSocket.accept(request, response)) {
            socket.out().write("last".getBytes(UTF_8));
            socket.closeWrite();
            heard.add("read " + socket.in().read());
          }
        };
    try (var fixture = new Fixture(handler);
        var client = fixture.connect()) {
      client.send(OPEN).head();
      assertThat(client.until("\u0088\u0002\u0003\u00e8"))
          .isEqualTo("\u0082\u0004last\u0088\u0002\u0003\u00e8");
      client.send(HexFormat.of().parseHex("88820000000003e8"));
      assertThat(client.rest()).isEmpty();
      assertThat(heard.take()).isEqualTo("read -1");
    }
  }
}
