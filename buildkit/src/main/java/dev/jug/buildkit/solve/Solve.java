package dev.jug.buildkit.solve;

import dev.jug.build.exec.Built;
import dev.jug.buildkit.message.SolveRequest;
import dev.jug.buildkit.progress.StatusLog;
import dev.jug.buildkit.progress.Tasks;
import dev.jug.grpc.GrpcException;
import dev.jug.oci.image.Descriptor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** A build that a client asked for, and what it says of it from then on. Thread-safe. */
public final class Solve {
  private final SolveRequest request;
  private final StatusLog log = new StatusLog();
  private final Tasks tasks;
  private final Map<String, Built> results = new ConcurrentHashMap<>();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Optional<Built>> end = new CompletableFuture<>();

  Solve(SolveRequest request) {
    this.request = request;
    this.tasks = new Tasks(request.ref(), log);
  }

  /** What was asked for. */
  public SolveRequest request() {
    return request;
  }

  /** What happens. */
  public StatusLog log() {
    return log;
  }

  /** What it does. */
  public Tasks tasks() {
    return tasks;
  }

  /** Tells the client something at the end. */
  public void answer(String what, String answer) {
    answers.put(what, answer);
  }

  /** A document's name, as clients want it told. */
  static String json(Descriptor document) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(document.mediaType(), document.digest(), document.size());
  }

  /** What the client is told at the end, besides what was built. */
  public Map<String, String> answers() {
    return Map.copyOf(answers);
  }

  /** Keeps what was built under a reference of its own. */
  public String keep(Built built) {
    var reference = UUID.randomUUID().toString();
    results.put(reference, built);
    return reference;
  }

  /**
   * The client says that this is what it wanted.
   *
   * @param reference what {@link #keep} said; empty for nothing
   */
  public void end(String reference) {
    end.complete(Optional.ofNullable(results.get(reference)));
  }

  /** The client says that it cannot be had. */
  public void fail(GrpcException why) {
    end.completeExceptionally(why);
  }

  /**
   * Waits until the client has said what it wants.
   *
   * @throws IOException what it said that went wrong
   */
  public Optional<Built> await() throws IOException, InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GrpcException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }
}
