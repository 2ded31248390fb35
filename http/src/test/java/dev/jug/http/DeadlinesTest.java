package dev.jug.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that do nothing, and servers that stop. */
class DeadlinesTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Settings deadlines(Duration head, Duration idle, Duration body) {
    return Settings.defaults()
        .withDeadlines(new Settings.Deadlines(head, idle, body, Duration.ofSeconds(1)));
  }

  private static void echo(Request request, Response response) throws IOException {
    response.send("text/plain", request.body().readAllBytes());
  }

  @Test
  void anIdleConnectionEndsWithoutAWord() throws IOException {
    try (var fixture = new Fixture(DeadlinesTest::echo, deadlines(LONG, SHORT, LONG));
        var fresh = fixture.connect()) {
      assertThat(fresh.rest()).isEmpty();
      try (var used = fixture.connect()) {
        used.send(GET).head();
        assertThat(used.rest()).isEmpty();
      }
    }
  }

  @Test
  void aHeadThatDoesNotEndIsToldSo() throws IOException {
    try (var fixture = new Fixture(DeadlinesTest::echo, deadlines(SHORT, LONG, LONG));
        var client = fixture.connect()) {
      assertThat(client.send(GET.substring(0, 20)).rest())
          .startsWith("HTTP/1.1 408 ")
          .endsWith("the head of the request took too long\n");
    }
  }

  @Test
  void aBodyThatStallsIsToldSo() throws IOException {
    var post = GET.replace("GET", "POST").replace("x\r\n", "x\r\nContent-Length: 5\r\n");
    try (var fixture = new Fixture(DeadlinesTest::echo, deadlines(LONG, LONG, SHORT));
        var client = fixture.connect()) {
      assertThat(client.send(post + "abc").rest())
          .startsWith("HTTP/1.1 408 ")
          .contains("Connection: close");
    }
  }

  @Test
  void hijackedStreamsHaveNone() throws IOException {
    Handler handler =
        (request, response) -> {
          var stream = response.hijack();
          stream.in().transferTo(stream.out());
        };
    try (var fixture = new Fixture(handler, deadlines(SHORT, SHORT, SHORT));
        var client = fixture.connect();
        var idle = fixture.connect()) {
      client.send(GET).head();
      assertThat(idle.rest()).as("what a deadline would have ended").isEmpty();
      assertThat(client.send("x").until("x")).isEqualTo("x");
    }
  }

  @Test
  void aStopLetsAnswersEnd() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Handler handler =
        (_, response) -> {
          begun.countDown();
          release.await();
          response.send("text/plain", "whole".getBytes(UTF_8));
        };
    try (var fixture = new Fixture(handler)) {
      Thread stop;
      try (var idle = fixture.connect();
          var client = fixture.connect()) {
        client.send(GET);
        begun.await();
        stop = Thread.ofVirtual().start(() -> fixture.server().stop(LONG));
        assertThat(idle.rest()).isEmpty();
        assertThatThrownBy(fixture::connect).isInstanceOf(IOException.class);
        release.countDown();
        assertThat(client.rest()).contains("Connection: close").endsWith("whole");
      }
      stop.join();
    }
  }

  @Test
  void aStopEndsWhatDoesNotEnd() throws Exception {
    var begun = new CountDownLatch(2);
    var ended = new CountDownLatch(2);
    Handler handler =
        (request, response) -> {
          try {
            begun.countDown();
            if (request.target().equals("/hijack")) {
              response.hijack().in().readAllBytes();
            }
            new CountDownLatch(1).await();
          } finally {
            ended.countDown();
          }
        };
    try (var fixture = new Fixture(handler);
        var waiting = fixture.connect();
        var hijacked = fixture.connect()) {
      waiting.send(GET);
      hijacked.send(GET.replace("/ ", "/hijack "));
      begun.await();
      fixture.server().stop(SHORT);
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(waiting.rest()).isEmpty();
      assertThat(hijacked.rest()).startsWith("HTTP/1.1 200 ");
    }
  }
}
