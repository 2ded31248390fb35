package dev.jug.cli.context;

import java.time.Instant;

/** What the command line can ask of the program it runs in, besides containers. */
public interface EngineControl {
  /** How the engine is. */
  Status status();

  /** Ends the engine; returns when it has let go of everything. Containers go on. */
  void stop();

  /**
   * How the engine is.
   *
   * @param version of Jug
   * @param started when it started
   * @param onDemand whether a command started it, so that it ends by itself when it is idle
   * @param idleSeconds how long it waits for that; 0 means for ever
   * @param socket where it listens
   * @param dockerSocket where it serves Docker's clients
   * @param state where its state is
   */
  record Status(
      String version,
      Instant started,
      boolean onDemand,
      long idleSeconds,
      String socket,
      String dockerSocket,
      String state) {}
}
