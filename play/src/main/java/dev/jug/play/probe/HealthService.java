package dev.jug.play.probe;

import dev.jug.grpc.GrpcClient;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One question to the health service of gRPC (the GRPC Health Checking Protocol).
 *
 * @param place whom to ask
 * @param service about which service; empty for the server as a whole
 * @param timeout for all of it
 */
record HealthService(InetSocketAddress place, String service, Duration timeout) {
  private static final String METHOD = "/grpc.health.v1.Health/Check";
  private static final int SERVICE = 1;
  private static final int STATUS = 1;
  private static final int SERVING = 1;

  boolean isServing() throws IOException, InterruptedException {
    try (var socket = Web.connect(place, timeout)) {
      var client = new GrpcClient(socket.getInputStream(), socket.getOutputStream());
      // It ends with the connection, that is with this.
      Thread.ofVirtual().name("probe " + place).start(() -> run(client));
      var question = ProtoWriter.message(fields -> fields.text(SERVICE, service));
      return ProtoReader.of(client.unary(METHOD, question)).number(STATUS) == SERVING;
    }
  }

  private static void run(GrpcClient client) {
    try {
      client.run();
    } catch (IOException _) {
      // Whoever waits for an answer hears of it.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
