package dev.jug.buildkit.service;

import dev.jug.buildkit.message.Worker;
import dev.jug.buildkit.solve.FrontendOptions;
import dev.jug.buildkit.solve.Outcome;
import dev.jug.buildkit.solve.Solve;
import dev.jug.buildkit.solve.Solves;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.ServerCall;
import dev.jug.grpc.Status;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code moby.buildkit.v1.frontend.LLBBridge}: what a client decides while its build goes on.
 *
 * @param solves builds under way
 * @param control builds
 * @param worker who that is
 */
public record GatewayService(Solves solves, ControlService control, Worker worker) {
  private static final String SERVICE = "/moby.buildkit.v1.frontend.LLBBridge/";

  /** The field that names the build. */
  private static final String BUILD = "buildkit-controlapi-buildid";

  private static final List<String> CAPABILITIES =
      List.of(
          "solve.base",
          "return",
          "returnmap",
          "proto.refarray",
          "importcaches",
          "gateway.solve.evaluate");

  /** What definitions may have, and exporters can do. */
  private static final List<String> LLB_CAPABILITIES =
      List.of("exporter.image.attestations", "exporter.multiple");

  /** Its methods. */
  public Map<String, GrpcMethod> methods() {
    return Map.of(
        SERVICE + "Ping",
        of((_, _) -> ping()),
        SERVICE + "Solve",
        of(this::solve),
        SERVICE + "Return",
        of(GatewayService::end),
        SERVICE + "Evaluate",
        of((_, _) -> new byte[0]),
        SERVICE + "Warn",
        of((_, _) -> new byte[0]));
  }

  private interface Method {
    byte[] answer(Solve solve, byte[] request) throws IOException, InterruptedException;
  }

  private GrpcMethod of(Method method) {
    return call -> {
      var solve = solve(call);
      GrpcMethod.unary(request -> Outcome.of(() -> method.answer(solve, request))).handle(call);
    };
  }

  private Solve solve(ServerCall call) throws IOException, InterruptedException {
    var id =
        call.metadata(BUILD)
            .orElseThrow(() -> new GrpcException(Status.INVALID_ARGUMENT, "no field " + BUILD));
    return solves.await(id);
  }

  private byte[] ping() {
    var out = new ProtoWriter();
    for (var capability : CAPABILITIES) {
      out.message(1, cap -> cap.text(1, capability).flag(2, true));
    }
    for (var capability : LLB_CAPABILITIES) {
      out.message(2, cap -> cap.text(1, capability).flag(2, true));
    }
    return out.message(3, worker::write).bytes();
  }

  private byte[] solve(Solve solve, byte[] message) throws IOException, InterruptedException {
    var request = ProtoReader.of(message);
    var frontend = request.text(2);
    if (frontend.isEmpty() && !request.has(1)) {
      return result("");
    }
    if (frontend.isEmpty() || request.has(13)) {
      throw new Unavailable(
          "a build definition of the client's own (LLB) is not supported by this engine",
          "Dockerfiles are.");
    }
    var image = control.build(solve, frontend, new FrontendOptions(request.map(3)));
    return result(solve.keep(image));
  }

  private static byte[] result(String reference) {
    return ProtoWriter.message(out ->
        out.text(1, reference)
            .message(3, result -> result.message(3, ref -> ref.text(1, reference))));
  }

  private static byte[] end(Solve solve, byte[] message) throws IOException {
    var request = ProtoReader.of(message);
    if (request.has(2)) {
      var error = request.message(2);
      solve.fail(new GrpcException(Status.UNKNOWN, error.text(2), request.bytes(2)));
    } else {
      var result = request.message(1);
      var reference = result.has(3) ? result.message(3).text(1) : result.text(1);
      solve.end(reference);
    }
    return new byte[0];
  }
}
