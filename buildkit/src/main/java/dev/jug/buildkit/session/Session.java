package dev.jug.buildkit.session;

import dev.jug.grpc.ClientCall;
import dev.jug.grpc.GrpcClient;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A client that can be called. Thread-safe.
 *
 * @param client calls it
 * @param methods what it answers, in small letters
 */
public record Session(GrpcClient client, Set<String> methods) {
  /** Of a client that says what it answers, in whatever case. */
  public static Session of(GrpcClient client, List<String> methods) {
    return new Session(
        client,
        methods.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  /** Whether it answers a method, such as {@code /moby.filesync.v1.FileSync/DiffCopy}. */
  boolean answers(String method) {
    return methods.contains(method.toLowerCase(Locale.ROOT));
  }

  /**
   * Begins a call.
   *
   * @throws GrpcException if the client does not answer such
   */
  ClientCall call(String method, Map<String, List<String>> metadata)
      throws IOException, InterruptedException {
    require(method);
    return client.call(method, metadata);
  }

  /** Makes a call with one message in each direction. */
  byte[] unary(String method, byte[] request) throws IOException, InterruptedException {
    require(method);
    return client.unary(method, request);
  }

  private void require(String method) throws GrpcException {
    if (!answers(method)) {
      throw new GrpcException(
          Status.UNIMPLEMENTED, "method " + method + " not supported by the client");
    }
  }
}
