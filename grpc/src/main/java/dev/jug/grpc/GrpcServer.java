package dev.jug.grpc;

import dev.jug.grpc.http2.Http2Connection;
import dev.jug.grpc.http2.Http2Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Answers calls that come over connections, each on a thread of its own.
 *
 * @param methods by their paths, such as {@code /grpc.health.v1.Health/Check}
 */
public record GrpcServer(Map<String, GrpcMethod> methods) {
  private static final System.Logger LOG = System.getLogger(GrpcServer.class.getName());

  public GrpcServer {
    methods = Map.copyOf(methods);
  }

  /**
   * Serves a connection until the other end closes it; calls under way are interrupted then.
   *
   * @throws IOException if it breaks
   */
  public void serve(InputStream in, OutputStream out) throws IOException, InterruptedException {
    Http2Connection.server(in, out, this::accept).run();
  }

  private void accept(Http2Stream stream) {
    Thread.ofVirtual()
        .name("grpc-call")
        .start(() -> {
          var thread = Thread.currentThread();
          stream.whenGone(thread::interrupt);
          try {
            answer(stream);
          } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a call was given up: {0}", e.getMessage());
          } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.DEBUG, "a call was given up");
          }
        });
  }

  private void answer(Http2Stream stream) throws IOException, InterruptedException {
    var fields = stream.headers();
    var call = new ServerCall(stream, fields);
    var path = call.metadata(":path").orElse("");
    var method = methods.get(path);
    if (method == null) {
      call.end(new Trailers(Status.UNIMPLEMENTED, "unknown method " + path, new byte[0]));
      return;
    }
    call.end(ended(path, method, call));
    stream.reset();
  }

  private static Trailers ended(String path, GrpcMethod method, ServerCall call)
      throws IOException, InterruptedException {
    try {
      method.handle(call);
      return Trailers.OK;
    } catch (GrpcException e) {
      return Trailers.of(e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "call of " + path + " failed", e);
      return new Trailers(Status.INTERNAL, "internal error, in the engine's log", new byte[0]);
    }
  }
}
