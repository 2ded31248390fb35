package dev.jug.grpc;

import dev.jug.grpc.http2.Field;
import dev.jug.grpc.http2.Http2Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes calls over one connection. Thread-safe. */
public final class GrpcClient {
  private final Http2Connection connection;

  /** {@link #run} must be called for anything to happen. */
  public GrpcClient(InputStream in, OutputStream out) {
    this.connection = Http2Connection.client(in, out);
  }

  /**
   * Serves the connection until the other end closes it; then calls under way fail.
   *
   * @throws IOException if it breaks
   */
  public void run() throws IOException, InterruptedException {
    connection.run();
  }

  /**
   * Begins a call.
   *
   * @param method path, such as {@code /grpc.health.v1.Health/Check}
   * @param metadata more header fields, names in small letters
   */
  public ClientCall call(String method, Map<String, List<String>> metadata)
      throws IOException, InterruptedException {
    var fields = new ArrayList<Field>();
    fields.add(new Field(":method", "POST"));
    fields.add(new Field(":scheme", "http"));
    fields.add(new Field(":path", method));
    fields.add(new Field(":authority", "localhost"));
    fields.add(new Field("content-type", "application/grpc"));
    fields.add(new Field("te", "trailers"));
    metadata.forEach((name, values) -> values.forEach(value -> fields.add(new Field(name, value))));
    return new ClientCall(connection.open(fields));
  }

  /**
   * Makes a call with one message in each direction.
   *
   * @throws GrpcException if it does not end well
   */
  public byte[] unary(String method, byte[] request) throws IOException, InterruptedException {
    try (var call = call(method, Map.of())) {
      call.send(request);
      call.end();
      var answer =
          call.receive()
              .orElseThrow(() -> new GrpcException(Status.INTERNAL, "the answer is empty"));
      call.receive();
      return answer;
    }
  }
}
