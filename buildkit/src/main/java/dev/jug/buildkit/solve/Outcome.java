package dev.jug.buildkit.solve;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.exec.Built;
import dev.jug.buildkit.progress.Failures;
import dev.jug.engine.error.EngineException;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import dev.jug.image.error.ImageException;
import dev.jug.oci.InvalidDocumentException;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** What becomes of a build, in the terms of its client. */
public final class Outcome {
  private Outcome() {}

  /** What is built, and can fail. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /**
   * Does something, and tells failures as calls do.
   *
   * @throws GrpcException in words for the client
   */
  public static <T> T of(Work<T> work) throws IOException, InterruptedException {
    try {
      return work.run();
    } catch (GrpcException e) {
      throw e;
    } catch (CancellationException e) {
      throw failure(Status.CANCELLED, e);
    } catch (IOException e) {
      throw failure(Status.UNKNOWN, e);
    } catch (BuildFailure
        | DockerfileException
        | ImageException
        | EngineException
        | InvalidDocumentException
        | UncheckedIOException e) {
      throw failure(Status.UNKNOWN, e);
    }
  }

  private static GrpcException failure(Status status, Exception e) {
    var failure = new GrpcException(status, Failures.text(e));
    failure.initCause(e);
    return failure;
  }

  /** What an exporter has to tell. */
  public static Map<String, String> response(Built built, List<Reference> names) {
    var response = new LinkedHashMap<String, String>();
    response.put("containerimage.config.digest", built.image().id().toString());
    response.put("containerimage.digest", built.root().digest().toString());
    if (!names.isEmpty()) {
      response.put(
          "image.name", String.join(",", names.stream().map(Reference::toString).toList()));
    }
    return response;
  }
}
