package dev.jug.app.image;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.util.concurrent.locks.LockSupport;

/** Who is killed while a command runs, and when. */
final class Kill {
  /** Who. */
  enum Victim {
    ENGINE,
    FRONT,
    BOTH
  }

  /** Where it hit. */
  enum Hit {
    /** The command had not reached the engine: the front started another one. */
    BEFORE,
    WITHIN,
    AFTER
  }

  private final long engine;
  private final Victim victim;
  private final long delay;

  /**
   * @param engine its process
   * @param delay how long the command runs before, in nanoseconds
   */
  Kill(long engine, Victim victim, long delay) {
    this.engine = engine;
    this.victim = victim;
    this.delay = delay;
  }

  /**
   * What came of it.
   *
   * @param nanos how long the command took, to its end or to its kill
   */
  record Outcome(Hit hit, long nanos, Result result) {}

  /** Lets it come over a command that has just begun. */
  Outcome during(Process command, long began) {
    var killed = new long[1];
    var killer =
        Thread.ofPlatform()
            .start(() -> {
              LockSupport.parkNanos(began + delay - System.nanoTime());
              killed[0] = System.nanoTime();
              strike(command);
            });
    var ended = new long[1];
    command.onExit().thenRun(() -> ended[0] = System.nanoTime());
    var result = Jug.finish(command, new byte[0]);
    join(killer);
    command.onExit().join();
    long end = ended[0] == 0 ? System.nanoTime() : ended[0];
    var hit = result.code() != 0 ? Hit.WITHIN : end < killed[0] ? Hit.AFTER : Hit.BEFORE;
    return new Outcome(hit, end - began, result);
  }

  private void strike(Process command) {
    if (victim != Victim.ENGINE) {
      Jug.kill(command.pid());
    }
    if (victim != Victim.FRONT) {
      Jug.kill(engine);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
