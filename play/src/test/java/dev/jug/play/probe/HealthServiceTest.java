package dev.jug.play.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.grpc.GrpcException;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.GrpcServer;
import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The health service of gRPC, asked at a server that knows two services. */
class HealthServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private ServerSocket listening;

  private static final GrpcMethod CHECK =
      call -> {
        var service = ProtoReader.of(call.receive().orElseThrow()).text(1);
        switch (service) {
          case "", "up" -> call.send(ProtoWriter.message(fields -> fields.number(1, 1)));
          case "down" -> call.send(ProtoWriter.message(fields -> fields.number(1, 2)));
          default -> throw new GrpcException(Status.NOT_FOUND, "unknown service");
        }
      };

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  private void serve() {
    var server = new GrpcServer(Map.of("/grpc.health.v1.Health/Check", CHECK));
    try (var socket = listening.accept()) {
      server.serve(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException | InterruptedException _) {
      // The test has closed it.
    }
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  private boolean isServing(String service) throws IOException, InterruptedException {
    var place = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    return new HealthService(place, service, TIMEOUT).isServing();
  }

  @Test
  void aServerThatServesIsWell() throws Exception {
    assertThat(isServing("")).isTrue();
  }

  @Test
  void soIsOneServiceOfIt() throws Exception {
    assertThat(isServing("up")).isTrue();
  }

  @Test
  void whatDoesNotServeIsNot() throws Exception {
    assertThat(isServing("down")).isFalse();
  }

  @Test
  void whatItDoesNotKnowIsAnError() {
    assertThatThrownBy(() -> isServing("other")).isInstanceOf(GrpcException.class);
  }
}
