package dev.jug.cri.call;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.ServerCall;
import dev.jug.grpc.Status;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the methods of one service. */
public final class Calls {
  private final String service;
  private final Map<String, GrpcMethod> methods = new LinkedHashMap<>();

  /**
   * @param service such as {@code RuntimeService}
   */
  public Calls(String service) {
    this.service = "/runtime.v1." + service + "/";
  }

  /** Answers a request with one message. */
  @FunctionalInterface
  public interface Answer {
    /** Writes what there is to say. */
    void answer(Message request, Draft response) throws IOException, InterruptedException;
  }

  /** Answers a request with many messages, until the caller gives up. */
  @FunctionalInterface
  public interface Flow {
    /** Sends what there is to say. */
    void answer(Message request, ServerCall call) throws IOException, InterruptedException;
  }

  /** A method with one message in each direction, which are called as it is. */
  public Calls unary(String rpc, Answer answer) {
    methods.put(
        service + rpc,
        GrpcMethod.unary(bytes -> {
          try {
            var response = Draft.of(rpc + "Response");
            answer.answer(Message.of(rpc + "Request", bytes), response);
            return response.bytes();
          } catch (IOException | RuntimeException e) {
            throw Failures.of(e);
          }
        }));
    return this;
  }

  /**
   * A method that answers with many messages.
   *
   * @param request what its request is called
   */
  public Calls flow(String rpc, String request, Flow flow) {
    methods.put(
        service + rpc,
        call -> {
          try {
            flow.answer(Message.of(request, call.receive().orElse(new byte[0])), call);
          } catch (IOException | RuntimeException e) {
            throw Failures.of(e);
          }
        });
    return this;
  }

  /**
   * A method that is not there.
   *
   * @param why in words for whoever calls it
   */
  public Calls missing(String rpc, String why) {
    methods.put(
        service + rpc,
        _ -> {
          throw new GrpcException(Status.UNIMPLEMENTED, rpc + " is not there: " + why);
        });
    return this;
  }

  /** By their paths. */
  public Map<String, GrpcMethod> methods() {
    return Map.copyOf(methods);
  }
}
