package dev.jug.app.docker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers attached to over a WebSocket, as web pages do. */
@EndToEnd
@Requires("command:docker")
class AttachWebSocketTest {
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int MASKED = 0x80;

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  /** A client's end of a WebSocket; its mask changes nothing. */
  private static final class Page implements AutoCloseable {
    private final SocketChannel channel;
    private final DataInputStream in;

    Page(String container, String query) throws IOException {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(docker.socket()));
      in = new DataInputStream(Channels.newInputStream(channel));
      send(
          """
          GET /v1.41/containers/%s/attach/ws?%s HTTP/1.1\r
          Host: x\r
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
          \r
          """
              .formatted(container, query)
              .getBytes(UTF_8));
      assertThat(head()).startsWith("HTTP/1.1 101 ");
    }

    private String head() throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      return head.toString();
    }

    private void send(byte[] bytes) throws IOException {
      channel.write(ByteBuffer.wrap(bytes));
    }

    Page type(String text) throws IOException {
      var payload = text.getBytes(UTF_8);
      var frame = ByteBuffer.allocate(6 + payload.length).put((byte) BINARY);
      send(frame.put((byte) (MASKED | payload.length)).putInt(0).put(payload).array());
      return this;
    }

    Page leave() throws IOException {
      send(new byte[] {(byte) CLOSE, (byte) MASKED, 0, 0, 0, 0});
      return this;
    }

    /** The next short frame: text of a binary one, or the code of a close frame. */
    String next() throws IOException {
      int kind = in.readUnsignedByte();
      var payload = in.readNBytes(in.readUnsignedByte());
      if (kind == CLOSE) {
        return "close " + (payload.length == 0 ? "" : ByteBuffer.wrap(payload).getShort());
      }
      assertThat(kind).isEqualTo(BINARY);
      return new String(payload, ISO_8859_1);
    }

    String until(String end) throws IOException {
      var all = new StringBuilder();
      while (!all.toString().endsWith(end)) {
        all.append(next());
      }
      return all.toString();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  @Test
  void whatIsTypedIsReadAndWhatIsWrittenIsShown() throws IOException {
    docker
        .run("run", "-d", "-i", "--name", "one", "box:1", "sh", "-c", "read a; echo $a; echo b >&2")
        .ok();
    try (var page = new Page("one", "stream=1&stdin=1&stdout=1&stderr=1")) {
      assertThat(page.type("typed\n").until("b\n")).isEqualTo("typed\nb\n");
      assertThat(page.next()).isEqualTo("close 1000");
    }
    try (var page = new Page("one", "logs=1&stdout=1")) {
      assertThat(page.until("close 1000")).isEqualTo("typed\nb\nclose 1000");
    }
  }

  @Test
  void oneMayBeWatchedFromBeforeItRuns() throws IOException {
    docker.run("create", "--name", "one", "box:1", "echo", "first").ok();
    try (var page = new Page("one", "stream=1&stdout=1")) {
      docker.run("start", "one").ok();
      assertThat(page.until("close 1000")).isEqualTo("first\nclose 1000");
    }
  }

  @Test
  void whoLeavesOrMisbehavesIsLetGoAndTheContainerGoesOn() throws IOException {
    docker
        .run(
            "run",
            "-d",
            "-i",
            "--name",
            "one",
            "box:1",
            "sh",
            "-c",
            "while read a; do echo $a; done")
        .ok();
    long before = descriptors();
    for (int i = 0; i < 20; i++) {
      try (var page = new Page("one", "stream=1&stdin=1&stdout=1")) {
        assertThat(page.type("x" + i + "\n").until("\n")).isEqualTo("x" + i + "\n");
        page.send(new byte[] {(byte) BINARY, 1, 'x'});
        assertThat(page.next()).isEqualTo("close 1002");
      }
    }
    try (var page = new Page("one", "stream=1&stdout=1")) {
      assertThat(page.leave().next()).isEqualTo("close ");
      assertThat(page.in.read()).isEqualTo(-1);
    }
    assertThat(docker.run("inspect", "-f", "{{.State.Running}}", "one").text()).isEqualTo("true");
    Jug.eventually(() -> assertThat(descriptors()).isLessThanOrEqualTo(before + 5));
  }

  private static long descriptors() {
    return Vitals.of(docker.jug().enginePid()).descriptors();
  }

  @Test
  void whoAsksForAnythingElseIsTold() throws IOException {
    docker.run("create", "--name", "one", "box:1", "true").ok();
    var client = new RawClient(docker.socket());

    assertThat(client.ask("GET", "/containers/nosuch/attach/ws", ""))
        .startsWith("HTTP/1.1 404 ")
        .contains("No such container: nosuch");
    assertThat(client.ask("GET", "/containers/one/attach/ws", ""))
        .startsWith("HTTP/1.1 426 ")
        .contains("Sec-WebSocket-Version: 13", "{\"message\":\"this is for WebSockets");
  }
}
