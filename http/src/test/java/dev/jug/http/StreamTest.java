package dev.jug.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers that take their time, and clients that do not wait for them. */
class StreamTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  @Test
  void theHeadGoesOutBeforeThereIsABody() throws IOException {
    var release = new CountDownLatch(1);
    Handler events =
        (_, response) -> {
          try (var out = response.stream()) {
            out.flush();
            release.await();
            out.write("event".getBytes(UTF_8));
          }
        };
    try (var fixture = new Fixture(events);
        var client = fixture.connect()) {
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 200 ");
      release.countDown();
      assertThat(client.until("0\r\n\r\n")).isEqualTo("5\r\nevent\r\n0\r\n\r\n");
    }
  }

  @Test
  void uploadAndAnswerGoOnAtOnce() throws IOException {
    Handler echo =
        (request, response) -> {
          try (var out = response.stream()) {
            var bytes = new byte[100];
            for (int n = request.body().read(bytes); n >= 0; n = request.body().read(bytes)) {
              out.write(bytes, 0, n);
              out.flush();
            }
          }
        };
    try (var fixture = new Fixture(echo);
        var client = fixture.connect()) {
      client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n");
      client.head();
      assertThat(client.until("\r\none\r\n")).isEqualTo("3\r\none\r\n");
      client.send("3\r\ntwo\r\n");
      assertThat(client.until("\r\ntwo\r\n")).isEqualTo("3\r\ntwo\r\n");
      client.send("0\r\n\r\n");
      assertThat(client.until("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
      assertThat(client.send(GET).head()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void largeAnswersArriveWhole() throws IOException {
    var content = "0123456789".repeat(100_000);
    Handler handler =
        (_, response) -> {
          try (var out = response.stream()) {
            out.write(content.getBytes(UTF_8));
          }
        };
    try (var fixture = new Fixture(handler)) {
      var answer = fixture.answer(GET);
      var body = answer.substring(answer.indexOf("\r\n\r\n") + 2);
      assertThat(body.replaceAll("\r\n[0-9a-f]+\r\n", "").strip()).isEqualTo(content);
    }
  }

  @Test
  void aHandlerThatWaitsHearsThatItsClientIsGone() throws Exception {
    var heard = new LinkedBlockingQueue<Boolean>();
    Handler waiting =
        (request, _) -> {
          var gone = new CountDownLatch(1);
          try (var watch = request.watch(gone::countDown)) {
            heard.add(watch.isGone());
            gone.await();
            heard.add(watch.isGone());
          }
        };
    try (var fixture = new Fixture(waiting)) {
      try (var client = fixture.connect()) {
        client.send(GET);
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isFalse();
      }
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWatchMayInterrupt() throws Exception {
    var ended = new CountDownLatch(1);
    Handler waiting =
        (request, _) -> {
          try (var _ = request.watch(Thread.currentThread()::interrupt)) {
            new CountDownLatch(1).await();
          } finally {
            ended.countDown();
          }
        };
    try (var fixture = new Fixture(waiting)) {
      fixture.connect().send(GET).close();
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aConnectionGoesOnAfterAWatch() throws IOException {
    Handler watched =
        (request, response) -> {
          try (var _ = request.watch(() -> {})) {
            response.send("text/plain", request.target().getBytes(UTF_8));
          }
        };
    try (var fixture = new Fixture(watched);
        var client = fixture.connect()) {
      for (var path : new String[] {"/a", "/b", "/c"}) {
        client.send(GET.replace("/ ", path + " ")).head();
        assertThat(client.until(path)).isEqualTo(path);
      }
      client.send(GET.replace("/ ", "/d ") + GET.replace("/ ", "/e "));
      assertThat(client.until("/e")).contains("/d");
      client.closeWrite();
      assertThat(client.rest()).isEmpty();
    }
  }
}
