package dev.jug.streaming.command;

import dev.jug.streaming.session.Streams;
import dev.jug.streaming.session.Wanted;

/**
 * What a client has asked for.
 *
 * @param work what is done with the streams
 */
public record Command(Wanted wanted, Work work) {
  /** What is done with the streams; returns the exit code. */
  @FunctionalInterface
  public interface Work {
    /** Runs to the end. */
    int run(Streams streams) throws Exception;
  }
}
