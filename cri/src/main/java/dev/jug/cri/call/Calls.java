package dev.jug.cri.call;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.ServerCall;
import dev.jug.grpc.Status;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the methods of one service. Each has two names: kubelets before 1.23 know the interface
 * as {@code v1alpha2} only, and no message of it differs from {@code v1} on the wire but by what
 * has been added since.
 */
public final class Calls {
  private static final List<String> VERSIONS = List.of("v1", "v1alpha2");

  private final String service;
  private final Map<String, GrpcMethod> methods = new LinkedHashMap<>();

  /**
   * @param service such as {@code RuntimeService}
   */
  public Calls(String service) {
    this.service = service;
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
    return put(
        rpc,
        GrpcMethod.unary(bytes -> {
          try {
            var response = Draft.of(rpc + "Response");
            answer.answer(Message.of(rpc + "Request", bytes), response);
            return response.bytes();
          } catch (IOException | RuntimeException e) {
            throw Failures.of(e);
          }
        }));
  }

  /**
   * A method that answers with many messages.
   *
   * @param request what its request is called
   */
  public Calls flow(String rpc, String request, Flow flow) {
    return put(
        rpc,
        call -> {
          try {
            flow.answer(Message.of(request, call.receive().orElse(new byte[0])), call);
          } catch (IOException | RuntimeException e) {
            throw Failures.of(e);
          }
        });
  }

  /**
   * A method that is not there.
   *
   * @param why in words for whoever calls it
   */
  public Calls missing(String rpc, String why) {
    return put(
        rpc,
        _ -> {
          throw new GrpcException(Status.UNIMPLEMENTED, rpc + " is not there: " + why);
        });
  }

  private Calls put(String rpc, GrpcMethod method) {
    for (var version : VERSIONS) {
      methods.put("/runtime." + version + "." + service + "/" + rpc, method);
    }
    return this;
  }

  /** By their paths. */
  public Map<String, GrpcMethod> methods() {
    return Map.copyOf(methods);
  }
}
