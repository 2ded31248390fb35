package dev.jug.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.PortForwardRequest;
import dev.jug.streaming.session.Wanted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamingServerTest {
  private static final ExecRequest EXEC =
      new ExecRequest("box", List.of("cat"), new Wanted(true, true, false, false));

  private Instant now = Instant.now();
  private StreamingServer server;

  @BeforeEach
  void start() throws IOException {
    var settings = StreamingSettings.defaults().withTokens(Duration.ofMinutes(1), 2);
    server = StreamingServer.start(new FakeSessions(), settings, () -> now);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String refusal(URI url, String protocol) {
    try (var _ = SpdyPeer.connect(url, protocol, false)) {
      return "";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void urlsLeadToTheLoopback() {
    var port = server.address().getPort();
    assertThat(server.exec(EXEC).toString())
        .matches("http://127\\.0\\.0\\.1:" + port + "/exec/[A-Za-z0-9_-]{22}");
    assertThat(server.attach(new AttachRequest("box", EXEC.wanted())).getPath())
        .startsWith("/attach/");
    assertThat(server.portForward(new PortForwardRequest("pod", List.of())).getPath())
        .startsWith("/portforward/");
  }

  @Test
  void aUrlIsGoodOnce() {
    var url = server.exec(EXEC);
    assertThat(refusal(url, "v4.channel.k8s.io")).isEmpty();
    assertThat(refusal(url, "v4.channel.k8s.io")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void aUrlIsGoodForAMinute() {
    var url = server.exec(EXEC);
    now = now.plusSeconds(60);
    assertThat(refusal(url, "v4.channel.k8s.io")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void aUrlIsGoodForItsKind() {
    var url = server.exec(EXEC).toString();
    assertThat(refusal(URI.create(url.replace("exec", "attach")), "v4.channel.k8s.io"))
        .startsWith("HTTP/1.1 404 ");
  }

  @Test
  void tooManyAreRefused() {
    server.exec(EXEC);
    server.exec(EXEC);
    assertThatThrownBy(() -> server.exec(EXEC))
        .isInstanceOf(TooManyRequestsException.class)
        .hasMessageStartingWith("maximum number of in-flight requests exceeded: 2");
  }

  @Test
  void theClientsFirstKnownProtocolIsSpoken() {
    assertThat(refusal(server.exec(EXEC), "v9.channel.k8s.io, v3.channel.k8s.io")).isEmpty();
    assertThat(refusal(server.exec(EXEC), "v9.channel.k8s.io"))
        .startsWith("HTTP/1.1 403 ")
        .contains("\r\nX-Accepted-Stream-Protocol-Versions: v5.channel.k8s.io,v4.channel.k8s.io,");
    assertThat(refusal(server.exec(EXEC), "")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void whoDoesNotUpgradeIsToldAndMayTryAgain() throws Exception {
    var url = server.exec(EXEC);
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("unable to upgrade: missing upgrade headers in request");
    }
    assertThat(refusal(url, "v4.channel.k8s.io")).isEmpty();
  }

  @Test
  void requestsAreChecked() {
    assertThatThrownBy(() -> new Wanted(true, true, true, true))
        .hasMessage("tty and stderr cannot both be true");
    assertThatThrownBy(() -> new Wanted(false, false, false, true))
        .hasMessage("one of stdin, stdout, or stderr must be set");
    assertThatThrownBy(() -> new ExecRequest("", List.of(), EXEC.wanted()))
        .hasMessage("missing required container_id");
    assertThatThrownBy(() -> new PortForwardRequest("pod", List.of(0)))
        .hasMessage("port 0 is not between 1 and 65535");
  }
}
