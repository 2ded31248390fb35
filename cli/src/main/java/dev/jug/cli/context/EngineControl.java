package dev.jug.cli.context;

import dev.jug.engine.doctor.Doctor;
import java.time.Instant;
import java.util.List;

/** What the command line can ask of the program it runs in, besides containers. */
public interface EngineControl {
  /** How the engine is. */
  Status status();

  /** Looks at the machine, as it would for this engine's places. */
  Doctor doctor();

  /**
   * Somebody types {@code engine start} while the engine runs, which it does after the front has
   * started it.
   *
   * @param words what stood behind that
   * @param directory what names of files are relative to
   * @return what to print instead of how the engine is; empty for that
   * @throws dev.jug.engine.error.EngineException if it runs with other options, or they make no
   *     sense
   */
  String start(List<String> words, String directory);

  /**
   * Reads the settings again.
   *
   * @return what came of it, a sentence for each line
   * @throws dev.jug.engine.error.EngineException if they make no sense; then nothing changes
   */
  List<String> reload();

  /** Ends the engine; returns when it has let go of everything. Containers go on. */
  void stop();

  /**
   * Ends the engine as {@link #stop} does, if it was started for the command that asks, and nobody
   * else has used it or needs it.
   */
  void leave();

  /**
   * Serves the dashboard, if it does not yet.
   *
   * @param port of 127.0.0.1; 0 for the one where it is, or any that is free
   * @return an address that lets one browser in, once
   * @throws dev.jug.engine.error.EngineException if it is at another port, or that one is taken
   */
  String dashboard(int port);

  /** Ends the dashboard; false if there was none. */
  boolean endDashboard();

  /**
   * How the engine is.
   *
   * @param version of Jug
   * @param started when it started
   * @param onDemand whether a command started it, so that it ends by itself when it is idle
   * @param idleSeconds how long it waits for that; 0 means for ever
   * @param socket where it listens
   * @param docker where it serves Docker's clients
   * @param state where its state is
   */
  record Status(
      String version,
      Instant started,
      boolean onDemand,
      long idleSeconds,
      String socket,
      List<String> docker,
      String state) {}
}
