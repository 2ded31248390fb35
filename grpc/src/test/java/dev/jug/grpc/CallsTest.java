package dev.jug.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both ends, over a connection of this process. */
class CallsTest {
  private static final String WORDS = "ü, " + '%' + "41, and\na line";

  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
  private final Line line = new Line();
  private GrpcClient client;

  @BeforeEach
  void connect() throws Exception {
    var server =
        new GrpcServer(
            Map.of(
                "/t/Echo",
                GrpcMethod.unary(message -> message),
                "/t/Fail",
                GrpcMethod.unary(_ -> {
                  throw new GrpcException(Status.NOT_FOUND, WORDS);
                }),
                "/t/Broken",
                GrpcMethod.unary(_ -> {
                  throw new IllegalStateException("secret");
                }),
                "/t/Stream",
                CallsTest::stream,
                "/t/Field",
                call -> call.send(call.metadata("x-field").orElse("").getBytes(UTF_8)),
                "/t/Wait",
                this::waits));
    line.start("server", () -> server.serve(line.serverIn(), line.serverOut()));
    client = new GrpcClient(line.clientIn(), line.clientOut());
    line.start("client", client::run);
  }

  @AfterEach
  void disconnect() throws Exception {
    line.close();
  }

  private static void stream(ServerCall call) throws IOException, InterruptedException {
    for (var next = call.receive(); next.isPresent(); next = call.receive()) {
      call.send(next.get());
    }
  }

  private void waits(ServerCall call) throws IOException, InterruptedException {
    try {
      call.send(new byte[] {1});
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      interrupted.complete(true);
      throw e;
    }
  }

  @Test
  void messagesOfAllSizesComeBack() throws Exception {
    for (int size : List.of(0, 1, 16379, 16380, 65530, 1 << 20, 5 << 20)) {
      var message = new byte[size];
      Arrays.fill(message, (byte) size);
      assertThat(client.unary("/t/Echo", message)).as("%s bytes", size).isEqualTo(message);
    }
  }

  @Test
  void manyCallsAtATimeDoNotMixUp() throws Exception {
    var answers =
        IntStream.range(0, 50)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> echo("call " + i)))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("call " + i);
    }
  }

  private String echo(String text) {
    try {
      return new String(client.unary("/t/Echo", text.getBytes(UTF_8)), UTF_8);
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  @Test
  void aFailureComesWithItsStatusAndWords() {
    var failure =
        catchThrowableOfType(GrpcException.class, () -> client.unary("/t/Fail", new byte[0]));
    assertThat(failure.status()).isEqualTo(Status.NOT_FOUND);
    assertThat(failure).hasMessage(WORDS);
  }

  @Test
  void whatIsBrokenInsideIsNotTold() {
    assertThatThrownBy(() -> client.unary("/t/Broken", new byte[0]))
        .hasMessageContaining("internal error")
        .hasMessageNotContaining("secret");
  }

  @Test
  void methodsThatAreNotThereAreRefused() {
    var failure =
        catchThrowableOfType(GrpcException.class, () -> client.unary("/t/None", new byte[0]));
    assertThat(failure.status()).isEqualTo(Status.UNIMPLEMENTED);
  }

  @Test
  void bothDirectionsOfACallAreOpenAtATime() throws Exception {
    try (var call = client.call("/t/Stream", Map.of())) {
      for (var text : List.of("a", "b", "c")) {
        call.send(text.getBytes(UTF_8));
        assertThat(call.receive())
            .hasValueSatisfying(it -> assertThat(it).asString().isEqualTo(text));
      }
      call.end();
      assertThat(call.receive()).isEmpty();
    }
  }

  @Test
  void aReaderThatWaitsHoldsNobodyElseUp() throws Exception {
    try (var full = client.call("/t/Stream", Map.of())) {
      var sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int i = 0; i < 64; i++) {
                    full.send(new byte[1 << 20]);
                  }
                } catch (IOException | InterruptedException _) {
                  // The call is given up below.
                }
              });
      assertThat(client.unary("/t/Echo", new byte[1 << 20])).hasSize(1 << 20);
      assertThat(sender.isAlive()).isTrue();
    }
  }

  @Test
  void fieldsOfMoreThanAFrameArrive() throws Exception {
    var value = "v".repeat(100_000);
    try (var call = client.call("/t/Field", Map.of("x-field", List.of(value)))) {
      call.end();
      assertThat(call.receive())
          .hasValueSatisfying(it -> assertThat(it).asString().isEqualTo(value));
    }
  }

  @Test
  void aCallThatIsGivenUpInterruptsWhoAnswersIt() throws Exception {
    try (var call = client.call("/t/Wait", Map.of())) {
      assertThat(call.receive()).isPresent();
    }
    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(client.unary("/t/Echo", new byte[1])).hasSize(1);
  }

  @Test
  void aConnectionThatEndsInterruptsWhoAnswers() throws Exception {
    var call = client.call("/t/Wait", Map.of());
    assertThat(call.receive()).isPresent();
    line.closeClient();
    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> client.unary("/t/Echo", new byte[1])).isInstanceOf(IOException.class);
  }
}
