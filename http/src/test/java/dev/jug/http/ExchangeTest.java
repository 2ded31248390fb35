package dev.jug.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.http.message.HttpException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Requests and answers as bytes. */
class ExchangeTest {
  private static final ErrorBody JSON =
      (status, message) ->
          new ErrorBody.Content("application/json", "{\"%d\":\"%s\"}".formatted(status, message));

  private static final Router ROUTES =
      Router.builder()
          .on("GET", "/hello", (_, response) -> response.send("text/plain", bytes("hello")))
          .on("POST", "/echo", ExchangeTest::echo)
          .on("POST", "/small", 4, ExchangeTest::echo)
          .on("POST", "/ignore", (_, response) -> response.status(201).send())
          .on("DELETE", "/hello", (_, response) -> response.status(204).send())
          .on("GET", "/stream", ExchangeTest::stream)
          .on("GET", "/broken", ExchangeTest::broken)
          .on(
              "GET",
              "/conflict",
              (_, _) -> {
                throw new HttpException(409, "it is taken");
              })
          .on(
              "GET",
              "/bug",
              (_, _) -> {
                throw new IllegalStateException("secret");
              })
          .on("GET", "/silent", (_, _) -> {})
          .on(
              "GET",
              "/peer",
              (request, response) -> response.send("text/plain", bytes(request.peer().toString())))
          .build();

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void echo(Request request, Response response) throws IOException {
    response.send("text/plain", request.body().readAllBytes());
  }

  private static void stream(Request request, Response response) throws IOException {
    try (var out = response.stream()) {
      out.write(bytes("one"));
      out.flush();
      out.write(bytes("two"));
    }
  }

  private static void broken(Request request, Response response) throws IOException {
    try (var out = response.stream()) {
      out.write(bytes("one"));
      out.flush();
      throw new IllegalStateException("half way");
    }
  }

  private static String answer(String request) throws IOException {
    try (var fixture = new Fixture(ROUTES, Settings.defaults().withErrors(JSON))) {
      return fixture.answer(request);
    }
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  private static String post(String path, String fields, String body) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n" + body;
  }

  @Test
  void theHeadSaysWhatFollows() throws IOException {
    assertThat(answer(get("/hello")))
        .matches(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
                + "Date: \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT\r\n\r\nhello");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    var answers =
        answer(
            post("/echo", "Content-Length: 3", "one")
                + get("/hello")
                + get("/none")
                + get("/hello"));
    assertThat(answers.split("HTTP/1.1 ")).hasSize(5);
    assertThat(answers).containsSubsequence("\r\n\r\none", "\r\n\r\nhello", "404 ", "hello");
  }

  @Test
  void aConnectionEndsWhenTheClientWantsIt() throws IOException {
    var last = get("/hello").replace("Host: x", "Host: x\r\nConnection: close");
    assertThat(answer(last + get("/hello")))
        .containsOnlyOnce("HTTP/1.1 200")
        .contains("\r\nConnection: close\r\n");
  }

  @Test
  void oldClientsGetNoChunks() throws IOException {
    var old = get("/stream").replace("1.1", "1.0");
    assertThat(answer(old)).contains("Connection: close\r\n").endsWith("\r\n\r\nonetwo");
    var staying = get("/hello").replace("1.1\r\n", "1.0\r\nConnection: keep-alive\r\n");
    assertThat(answer(staying + old)).contains("Connection: keep-alive\r\n").endsWith("onetwo");
  }

  @Test
  void headHasTheHeadOnly() throws IOException {
    var answers = answer((get("/hello") + get("/stream")).replace("GET", "HEAD"));
    assertThat(answers)
        .contains("Content-Length: 5", "Transfer-Encoding: chunked")
        .doesNotContain("hello", "one");
  }

  @Test
  void noContentHasNoLength() throws IOException {
    assertThat(answer(get("/hello").replace("GET", "DELETE")))
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .doesNotContain("Content-Length");
  }

  @Test
  void chunksGoBothWays() throws IOException {
    assertThat(
            answer(post("/echo", "Transfer-Encoding: chunked", "2\r\nab\r\n1\r\nc\r\n0\r\n\r\n")))
        .endsWith("\r\n\r\nabc");
    assertThat(answer(get("/stream") + get("/hello")))
        .contains("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\nHTTP/1.1 200 OK");
  }

  @Test
  void errorsHaveTheBodyThatTheCallerWants() throws IOException {
    assertThat(answer(get("/none")))
        .startsWith("HTTP/1.1 404 ")
        .endsWith("{\"404\":\"page not found\"}");
    assertThat(answer(get("/conflict")))
        .startsWith("HTTP/1.1 409 Conflict\r\nContent-Type: application/json\r\n")
        .endsWith("{\"409\":\"it is taken\"}");
    assertThat(answer("nonsense\r\n")).endsWith("{\"400\":\"no request line: nonsense\"}");
  }

  @Test
  void anErrorDoesNotEndTheConnection() throws IOException {
    assertThat(answer(get("/conflict") + get("/bug") + get("/hello"))).endsWith("\r\n\r\nhello");
  }

  @Test
  void whatBreaksTheProtocolDoes() throws IOException {
    assertThat(answer("nonsense\r\n\r\n" + get("/hello")))
        .startsWith("HTTP/1.1 400 ")
        .contains("Connection: close")
        .doesNotContain("HTTP/1.1 200");
    assertThat(answer(post("/echo", "Transfer-Encoding: chunked", "z\r\n" + get("/hello"))))
        .startsWith("HTTP/1.1 400 ")
        .contains("Connection: close")
        .doesNotContain("HTTP/1.1 200");
  }

  @Test
  void aBugIsNotTold() throws IOException {
    try (var fixture = new Fixture(ROUTES)) {
      assertThat(fixture.answer(get("/bug")))
          .startsWith("HTTP/1.1 500 ")
          .endsWith("\r\n\r\ninternal error, in the log as request 1-1\n");
      assertThat(fixture.answer(get("/silent"))).startsWith("HTTP/1.1 500 ");
    }
  }

  @Test
  void anAnswerThatFailsHalfWayIsCutOff() throws IOException {
    assertThat(answer(get("/broken") + get("/hello"))).endsWith("\r\n\r\n3\r\none\r\n");
  }

  @Test
  void otherMethodsAreNamed() throws IOException {
    assertThat(answer(get("/hello").replace("GET", "PUT")))
        .startsWith("HTTP/1.1 405 ")
        .contains("\r\nAllow: DELETE, GET, HEAD\r\n");
  }

  @Test
  void aBodyHasALimit() throws IOException {
    assertThat(answer(post("/small", "Content-Length: 4", "four"))).endsWith("four");
    assertThat(answer(post("/small", "Content-Length: 5", "fives")))
        .startsWith("HTTP/1.1 413 ")
        .endsWith("{\"413\":\"the body has more than the 4 bytes allowed here\"}");
    assertThat(answer(post("/small", "Transfer-Encoding: chunked", "5\r\nfives\r\n0\r\n\r\n")))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void aBodyThatNobodyReadIsSkipped() throws IOException {
    assertThat(answer(post("/ignore", "Content-Length: 3", "abc") + get("/hello")))
        .startsWith("HTTP/1.1 201 ")
        .endsWith("\r\n\r\nhello");
  }

  @Test
  void continueComesWithTheFirstRead() throws IOException {
    var fields = "Content-Length: 3\r\nExpect: 100-continue";
    try (var fixture = new Fixture(ROUTES);
        var client = fixture.connect()) {
      assertThat(client.send(post("/echo", fields, "")).head())
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      client.send("abc");
      assertThat(client.head()).startsWith("HTTP/1.1 200 ");
      assertThat(client.until("abc")).isEqualTo("abc");
      client.send(post("/small", fields.replace('3', '9'), ""));
      assertThat(client.head()).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void whoIsNotAskedForTheBodyStartsAnew() throws IOException {
    var answer = answer(post("/ignore", "Content-Length: 3\r\nExpect: 100-continue", ""));
    assertThat(answer).startsWith("HTTP/1.1 201 ").contains("Connection: close");
  }

  @Test
  void peersOfAUnixSocketAreUsers() throws IOException {
    assertThat(answer(get("/peer")))
        .contains("\r\n\r\nLocal[user=" + System.getProperty("user.name") + ", group=");
  }

  @Test
  void aPrefixIsTheCallers() throws IOException {
    Handler versions = (request, response) -> ROUTES.handle(request.below(1), response);
    try (var fixture = new Fixture(versions)) {
      assertThat(fixture.answer(get("/v1.50/hello"))).endsWith("hello");
      assertThat(fixture.answer(get("/v1.50"))).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void whatTheCallerSetsForAllIsOnErrorsToo() throws IOException {
    Handler named =
        (request, response) -> {
          response.header("Server", "x").header("Content-Encoding", "gzip");
          ROUTES.handle(request, response);
        };
    try (var fixture = new Fixture(named)) {
      assertThat(fixture.answer(get("/conflict")))
          .startsWith("HTTP/1.1 409 ")
          .contains("\r\nServer: x\r\n")
          .doesNotContain("gzip");
    }
  }

  @Test
  void eachRequestIsLogged() throws IOException, InterruptedException {
    try (var fixture = new Fixture(ROUTES)) {
      fixture.answer(get("/hello?a=b") + get("/none") + "nonsense\r\n");
      var first = fixture.log().take();
      assertThat(first)
          .extracting("id", "method", "target", "status")
          .containsExactly("1-1", "GET", "/hello?a=b", 200);
      assertThat(first.duration()).isPositive();
      assertThat(fixture.log().take()).extracting("id", "status").containsExactly("1-2", 404);
      assertThat(fixture.log().take()).extracting("id", "status").containsExactly("1-3", 400);
    }
  }
}
