package dev.jug.engine.log;

import java.util.Optional;

/** Reads a container's log from its beginning to its end. For one thread. */
public interface LogReader extends AutoCloseable {
  /** The next piece, waiting for it when following; empty at the end. */
  Optional<LogPiece> next();

  @Override
  void close();
}
