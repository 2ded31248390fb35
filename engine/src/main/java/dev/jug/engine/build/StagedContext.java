package dev.jug.engine.build;

import dev.jug.build.exec.Flights;
import dev.jug.build.java.StagedProgram;
import dev.jug.linux.fs.OwnedDirectory;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A Java program and its run-time image, ready to be built, until it is closed.
 *
 * @param place has the program's parts
 * @param program what they are
 * @param runTime directory of the run-time image, which nobody removes meanwhile
 * @param turn keeps it
 */
public record StagedContext(
    OwnedDirectory place, StagedProgram program, Path runTime, Flights.Turn turn)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    try (turn) {
      place.close();
    }
  }
}
