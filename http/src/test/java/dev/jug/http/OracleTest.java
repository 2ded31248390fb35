package dev.jug.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A client that others wrote understands what is said here. */
class OracleTest {
  private static final Router ROUTES =
      Router.builder()
          .on("POST", "/echo", Router.UNLIMITED, OracleTest::echo)
          .on(
              "GET",
              "/names/{name...}/json",
              (request, response) ->
                  response.send("text/plain", request.variable("name").getBytes(UTF_8)))
          .build();

  private static void echo(Request request, Response response) throws IOException {
    try (var out = response.stream()) {
      request.body().transferTo(out);
    }
  }

  private static HttpResponse<byte[]> send(
      HttpClient client, int port, String path, BodyPublisher body, boolean expect)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(body.contentLength() == 0 ? "GET" : "POST", body)
            .expectContinue(expect)
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  @Test
  void bodiesOfAllKindsComeBack() throws Exception {
    var content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    try (var fixture = new Fixture(ROUTES);
        var client = HttpClient.newHttpClient()) {
      int port = fixture.listenTcp().getPort();
      var sized = BodyPublishers.ofByteArray(content);
      var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content));
      assertThat(send(client, port, "/echo", sized, false).body()).isEqualTo(content);
      assertThat(send(client, port, "/echo", sized, true).body()).isEqualTo(content);
      assertThat(send(client, port, "/echo", chunked, false).body()).isEqualTo(content);
    }
  }

  @Test
  void aNameWithSlashesIsOne() throws Exception {
    var none = BodyPublishers.noBody();
    try (var fixture = new Fixture(ROUTES);
        var client = HttpClient.newHttpClient()) {
      int port = fixture.listenTcp().getPort();
      assertThat(send(client, port, "/names/a/b%3A1/json", none, false).body())
          .asString()
          .isEqualTo("a/b:1");
      assertThat(send(client, port, "/names/json", none, false).statusCode()).isEqualTo(404);
    }
  }

  @Test
  void manyAtOnceGetTheirOwn() throws Exception {
    try (var fixture = new Fixture(ROUTES);
        var client = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = fixture.listenTcp().getPort();
      var calls = new ArrayList<Future<String>>();
      for (int i = 0; i < 200; i++) {
        var path = "/names/n" + i + "/json";
        calls.add(
            threads.submit(() ->
                new String(
                    send(client, port, path, BodyPublishers.noBody(), false).body(), UTF_8)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(calls.get(i).get()).isEqualTo("n" + i);
      }
    }
  }
}
