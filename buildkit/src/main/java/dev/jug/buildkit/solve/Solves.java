package dev.jug.buildkit.solve;

import dev.jug.buildkit.message.SolveRequest;
import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** The builds that are under way, and the last ones that ended. Thread-safe. */
public final class Solves {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A client may ask what happened in a build when that is over. */
  private static final int KEPT = 8;

  private final Map<String, Solve> solves = new HashMap<>();
  private final ArrayDeque<String> ended = new ArrayDeque<>();

  /**
   * Begins one.
   *
   * @throws GrpcException if there is one of that reference
   */
  public synchronized Solve begin(SolveRequest request) throws GrpcException {
    var solve = new Solve(request);
    if (request.ref().isEmpty() || solves.putIfAbsent(request.ref(), solve) != null) {
      throw new GrpcException(
          Status.ALREADY_EXISTS, "a build needs a reference of its own: '" + request.ref() + "'");
    }
    notifyAll();
    return solve;
  }

  /** It is over. */
  public synchronized void end(Solve solve) {
    solve.log().end();
    ended.add(solve.request().ref());
    if (ended.size() > KEPT) {
      solves.remove(ended.remove());
    }
  }

  /**
   * Finds one; a client may ask for it before it has begun.
   *
   * @throws GrpcException if it does not begin
   */
  public synchronized Solve await(String ref) throws GrpcException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!solves.containsKey(ref)) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new GrpcException(Status.NOT_FOUND, "no such job " + ref);
      }
      wait(left);
    }
    return solves.get(ref);
  }
}
