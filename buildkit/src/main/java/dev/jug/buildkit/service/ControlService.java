package dev.jug.buildkit.service;

import dev.jug.build.exec.Built;
import dev.jug.buildkit.host.Follower;
import dev.jug.buildkit.message.SolveRequest;
import dev.jug.buildkit.message.UsageRecord;
import dev.jug.buildkit.message.Worker;
import dev.jug.buildkit.session.Sessions;
import dev.jug.buildkit.solve.FrontendOptions;
import dev.jug.buildkit.solve.Outcome;
import dev.jug.buildkit.solve.Outputs;
import dev.jug.buildkit.solve.Solve;
import dev.jug.buildkit.solve.Solver;
import dev.jug.buildkit.solve.Solves;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.ServerCall;
import dev.jug.grpc.proto.ProtoReader;
import dev.jug.grpc.proto.ProtoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * {@code moby.buildkit.v1.Control}: builds, and what is kept of them.
 *
 * @param engine has what is kept
 * @param sessions of clients
 * @param solves builds under way
 * @param solver builds
 * @param worker who that is
 */
public record ControlService(
    Engine engine, Sessions sessions, Solves solves, Solver solver, Worker worker) {
  private static final String SERVICE = "/moby.buildkit.v1.Control/";

  /** Its methods. */
  public Map<String, GrpcMethod> methods() {
    return Map.of(
        SERVICE + "Solve",
        GrpcMethod.unary(message -> Outcome.of(() -> solve(SolveRequest.of(message)))),
        SERVICE + "Status",
        this::status,
        SERVICE + "Info",
        GrpcMethod.unary(_ -> ProtoWriter.message(out -> out.message(1, worker::version))),
        SERVICE + "ListWorkers",
        GrpcMethod.unary(_ -> ProtoWriter.message(out -> out.message(1, worker::write))),
        SERVICE + "DiskUsage",
        GrpcMethod.unary(_ -> Outcome.of(this::diskUsage)),
        SERVICE + "Prune",
        call -> Outcome.of(() -> prune(call)));
  }

  private byte[] solve(SolveRequest request) throws IOException, InterruptedException {
    var solve = solves.begin(request);
    try {
      var image = image(solve);
      var names = new Outputs(request.exporters()).names();
      return ProtoWriter.message(out -> {
        image.ifPresent(built -> out.texts(1, Outcome.response(built, names)));
        out.texts(1, solve.answers());
      });
    } finally {
      solves.end(solve);
    }
  }

  /**
   * Builds with a client that follows by other means than calls.
   *
   * @return the image's id
   */
  public String build(SolveRequest request, Follower follower)
      throws IOException, InterruptedException {
    var solve = solves.begin(request);
    var builder = Thread.currentThread();
    var telling =
        Thread.ofVirtual().name("build-status").start(() -> follow(solve, follower, builder));
    try {
      return Outcome.of(() -> image(solve)).map(built -> built.image().id().toString()).orElse("");
    } finally {
      solves.end(solve);
      telling.join();
    }
  }

  private static void follow(Solve solve, Follower follower, Thread builder) {
    try {
      solve.log().follow(follower);
    } catch (IOException | InterruptedException | UncheckedIOException _) {
      builder.interrupt();
    }
  }

  /** Without a front end the client says in calls of its own what it wants, and when it has it. */
  private Optional<Built> image(Solve solve) throws IOException, InterruptedException {
    var request = solve.request();
    return request.frontend().isEmpty()
        ? solve.await()
        : Optional.of(build(solve, request.frontend(), new FrontendOptions(request.options())));
  }

  /**
   * Builds with a front end.
   *
   * @throws Unavailable if it is another than the one that is part of the engine
   */
  Built build(Solve solve, String frontend, FrontendOptions options)
      throws IOException, InterruptedException {
    var request = solve.request();
    if (!frontend.equals("dockerfile.v0") && !frontend.equals("gateway.v0")) {
      throw new Unavailable(
          "the front end '" + frontend + "' is not supported by this engine",
          "Dockerfiles are: build without --frontend.");
    }
    var session = sessions.await(request.session());
    return solver.build(session, options, solve);
  }

  private void status(ServerCall call) throws IOException, InterruptedException {
    var request = call.receive().orElse(new byte[0]);
    var solve = solves.await(ProtoReader.of(request).text(1));
    call.begin();
    solve.log().follow(call::send);
  }

  private byte[] diskUsage() throws IOException {
    var steps = engine.images().steps();
    var out = new ProtoWriter();
    for (var step : steps.steps()) {
      out.message(1, new UsageRecord(step, steps.size(step))::write);
    }
    return out.bytes();
  }

  private boolean prune(ServerCall call) throws IOException, InterruptedException {
    var request = ProtoReader.of(call.receive().orElse(new byte[0]));
    var unused = Duration.ofNanos(request.number(3));
    var until =
        unused.isZero() ? Optional.<Instant>empty() : Optional.of(Instant.now().minus(unused));
    long kept = Math.max(request.number(4), request.number(5));
    var pruned = engine.builds().prune(until, kept, request.flag(2));
    long each = pruned.steps().isEmpty() ? 0 : pruned.bytes() / pruned.steps().size();
    for (var step : pruned.steps()) {
      call.send(ProtoWriter.message(new UsageRecord(step, each)::write));
    }
    return true;
  }
}
