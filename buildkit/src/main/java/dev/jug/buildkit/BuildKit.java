package dev.jug.buildkit;

import dev.jug.buildkit.host.Follower;
import dev.jug.buildkit.message.Exporter;
import dev.jug.buildkit.message.SolveRequest;
import dev.jug.buildkit.message.Worker;
import dev.jug.buildkit.service.ControlService;
import dev.jug.buildkit.service.GatewayService;
import dev.jug.buildkit.session.Session;
import dev.jug.buildkit.session.Sessions;
import dev.jug.buildkit.solve.Solver;
import dev.jug.buildkit.solve.Solves;
import dev.jug.buildkit.solve.Uploads;
import dev.jug.engine.Engine;
import dev.jug.grpc.GrpcClient;
import dev.jug.grpc.GrpcMethod;
import dev.jug.grpc.GrpcServer;
import dev.jug.image.registry.OpensRegistries;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Serves connections that clients had turned from HTTP/1.1 to HTTP/2. Thread-safe. */
public final class BuildKit {
  private static final byte[] SERVING = {0x08, 0x01};

  private final Sessions sessions = new Sessions();
  private final Uploads uploads = new Uploads();
  private final ControlService control;
  private final GrpcServer server;

  /**
   * @param registries are reached as the engine is told to
   * @param version of Jug
   */
  public BuildKit(Engine engine, OpensRegistries registries, String version) {
    var worker = new Worker(version);
    var solves = new Solves();
    this.control =
        new ControlService(
            engine, sessions, solves, new Solver(engine, registries, uploads), worker);
    var methods = new LinkedHashMap<String, GrpcMethod>();
    methods.putAll(control.methods());
    methods.putAll(new GatewayService(solves, control, worker).methods());
    methods.put("/grpc.health.v1.Health/Check", GrpcMethod.unary(_ -> SERVING));
    this.server = new GrpcServer(methods);
  }

  /**
   * Answers calls on a connection until the client closes it.
   *
   * @throws IOException if it breaks
   */
  public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    server.serve(in, out);
  }

  /**
   * Keeps a session until the client closes it. The client is the one that is called.
   *
   * @throws IOException if the connection breaks, or there is a session of that id
   */
  public void session(SessionHead head, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    var client = new GrpcClient(in, out);
    var session = Session.of(client, head.methods());
    sessions.add(head.id(), session);
    try {
      client.run();
    } finally {
      sessions.remove(head.id(), session);
    }
  }

  /**
   * Gives a build its context, an archive, and waits until that is read.
   *
   * @param build what the client calls it
   * @throws IOException if there is no such build
   */
  public void upload(String build, InputStream archive) throws IOException, InterruptedException {
    uploads.give(build, archive);
  }

  /**
   * Builds an image with a client that follows by other means than calls.
   *
   * @param build what the client calls it
   * @param session of the client
   * @param options of the front end
   * @param names of the image, with commas in between
   * @param follower hears what happens: messages {@code moby.buildkit.v1.StatusResponse}
   * @return the image's id
   * @throws IOException in words for the client
   */
  public String build(
      String build, String session, Map<String, String> options, String names, Follower follower)
      throws IOException, InterruptedException {
    var exporter = new Exporter("moby", Map.of("name", names));
    return control.build(
        new SolveRequest(build, session, "dockerfile.v0", options, List.of(exporter)), follower);
  }
}
