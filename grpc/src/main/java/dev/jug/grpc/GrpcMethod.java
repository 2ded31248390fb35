package dev.jug.grpc;

import java.io.IOException;

/** Answers calls of one method. */
@FunctionalInterface
public interface GrpcMethod {
  /**
   * Answers a call; it ends well when this returns. The thread is interrupted when the caller gives
   * up.
   *
   * @throws GrpcException to tell the caller why it cannot be done
   */
  void handle(ServerCall call) throws IOException, InterruptedException;

  /** What turns one message into another. */
  @FunctionalInterface
  interface Unary {
    byte[] answer(byte[] request) throws IOException, InterruptedException;
  }

  /** A method with one message in each direction. */
  static GrpcMethod unary(Unary method) {
    return call -> {
      var request =
          call.receive()
              .orElseThrow(() -> new GrpcException(Status.INVALID_ARGUMENT, "the call is empty"));
      call.send(method.answer(request));
    };
  }
}
