package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.Wanted;
import io.netty.handler.codec.spdy.DefaultSpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyGoAwayFrame;
import io.netty.handler.codec.spdy.SpdyPingFrame;
import io.netty.handler.codec.spdy.SpdyRstStreamFrame;
import io.netty.handler.codec.spdy.SpdySynReplyFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands over SPDY, with Netty's at the other end. */
class SpdyExecTest {
  private static final Wanted OUTPUTS = new Wanted(false, true, true, false);
  private static final Wanted PIPES = new Wanted(true, true, false, false);

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

  private SpdyPeer exec(Wanted wanted, boolean windows, String... command) throws IOException {
    return exec("v4.channel.k8s.io", wanted, windows, command);
  }

  private SpdyPeer exec(String protocol, Wanted wanted, boolean windows, String... command)
      throws IOException {
    var url = server.exec(new ExecRequest("box", List.of(command), wanted));
    return SpdyPeer.connect(url, protocol, windows);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void outputsAndTheExitCodeArrive(boolean windows) throws IOException {
    try (var peer = exec(OUTPUTS, windows, "both")) {
      int error = peer.open("streamtype", "error");
      assertThat(peer.await(SpdySynReplyFrame.class).streamId()).isEqualTo(error);
      int out = peer.open("streamtype", "stdout");
      int err = peer.open("streamtype", "stderr");

      assertThat(peer.end(error)).isEqualTo("{\"metadata\":{},\"status\":\"Success\"}");
      assertThat(peer.text(out)).isEqualTo("to out");
      assertThat(peer.text(err)).isEqualTo("to err");
      peer.await(SpdyGoAwayFrame.class);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v5.channel.k8s.io | {\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with non-zero exit code: exit code 7\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"7\"}]}}",
        "v4.channel.k8s.io | {\"metadata\":{},\"status\":\"Failure\",\"message\":\"command terminated with non-zero exit code: exit code 7\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":[{\"reason\":\"ExitCode\",\"message\":\"7\"}]}}",
        "v3.channel.k8s.io | command terminated with non-zero exit code: exit code 7",
        "channel.k8s.io    | command terminated with non-zero exit code: exit code 7",
      })
  void aCommandThatFailsTellsItsExitCode(String protocol, String status) throws IOException {
    try (var peer = exec(protocol, OUTPUTS, false, "exit", "7")) {
      int error = peer.open("streamtype", "error");
      peer.open("streamtype", "stdout");
      peer.open("streamtype", "stderr");
      assertThat(peer.end(error)).isEqualTo(status);
    }
  }

  @Test
  void whatCannotBeRunIsExplained() throws IOException {
    try (var peer = exec(OUTPUTS, false, "nothing")) {
      int error = peer.open("streamtype", "error");
      peer.open("streamtype", "stdout");
      peer.open("streamtype", "stderr");
      assertThat(peer.end(error))
          .contains("no such file: \\\"nothing\\\"\\u000a", "\"reason\":\"InternalError\"", "500");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void inputEndsByItself(boolean windows) throws IOException {
    try (var peer = exec(PIPES, windows, "cat")) {
      int error = peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      int out = peer.open("streamtype", "stdout");
      peer.data(in, "hello".getBytes(UTF_8), true);
      peer.end(error);
      assertThat(peer.text(out)).isEqualTo("hello");
    }
  }

  @Test
  void theTerminalChangesItsSize() throws IOException {
    try (var peer = exec(new Wanted(true, true, false, true), true, "sizes")) {
      int error = peer.open("streamtype", "error");
      peer.open("streamtype", "stdin");
      int out = peer.open("streamtype", "stdout");
      int resize = peer.open("streamtype", "resize");
      peer.data(resize, "{\"Width\":80,\"Height\":24}\n{\"Wid".getBytes(UTF_8), false);
      peer.awaitText(out, "80x24;");
      peer.data(resize, "th\":132,\"Height\":50}{\"Height\":9,\"W".getBytes(UTF_8), false);
      peer.data(resize, "idth\":99999999}{\"Width\":1,\"Height\":0}".getBytes(UTF_8), false);
      peer.end(error);
      assertThat(peer.text(out)).isEqualTo("80x24;132x50;");
    }
  }

  @Test
  void attachingIsTheSameWithoutACode() throws IOException {
    var url = server.attach(new AttachRequest("box", PIPES));
    try (var peer = SpdyPeer.connect(url, "v4.channel.k8s.io", true)) {
      int error = peer.open("streamtype", "error");
      int in = peer.open("streamtype", "stdin");
      int out = peer.open("streamtype", "stdout");
      peer.data(in, "hello".getBytes(UTF_8), true);
      assertThat(peer.end(error)).contains("Success");
      assertThat(peer.text(out)).isEqualTo("attached to box;hello");
    }
  }

  @Test
  void aClientThatGoesInterruptsTheCommand() throws Exception {
    try (var peer = exec(OUTPUTS, false, "sleep")) {
      peer.open("streamtype", "error");
      peer.open("streamtype", "stdout");
      peer.open("streamtype", "stderr");
      assertThat(sessions.heard().take()).isEqualTo("sleeps");
    }
    assertThat(sessions.heard().poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
  }

  @Test
  void aSilentClientIsSentAway() throws Exception {
    try (var hasty =
            StreamingServer.start(
                sessions, StreamingSettings.defaults().withIdle(Duration.ofMillis(200)));
        var peer =
            SpdyPeer.connect(
                hasty.exec(new ExecRequest("box", List.of("sleep"), OUTPUTS)),
                "v4.channel.k8s.io",
                false)) {
      peer.open("streamtype", "error");
      peer.open("streamtype", "stdout");
      peer.open("streamtype", "stderr");
      assertThat(sessions.heard().take()).isEqualTo("sleeps");
      assertThat(sessions.heard().poll(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
      assertThatThrownBy(() -> peer.await(SpdyPingFrame.class)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aClientMustOpenItsStreamsInTime() throws Exception {
    try (var hasty =
            StreamingServer.start(
                sessions, StreamingSettings.defaults().withStreamCreation(Duration.ofMillis(50)));
        var peer =
            SpdyPeer.connect(
                hasty.exec(new ExecRequest("box", List.of("both"), OUTPUTS)),
                "v4.channel.k8s.io",
                false)) {
      peer.open("streamtype", "error");
      peer.await(SpdyGoAwayFrame.class);
      assertThat(peer.isClosed()).isTrue();
    }
  }

  @Test
  void pingsAreAnswered() throws IOException {
    try (var peer = exec(OUTPUTS, false, "both")) {
      peer.send(new DefaultSpdyPingFrame(5));
      assertThat(peer.await(SpdyPingFrame.class).id()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "stdout"})
  void streamsThatMeanNothingAreReset(String type) throws IOException {
    try (var peer = exec(OUTPUTS, false, "both")) {
      peer.open("streamtype", "stdout");
      int stream = peer.open("streamtype", type);
      var reset = peer.await(SpdyRstStreamFrame.class);
      assertThat(reset.streamId()).isEqualTo(stream);
      assertThat(reset.status().code()).isEqualTo(1);
    }
  }
}
