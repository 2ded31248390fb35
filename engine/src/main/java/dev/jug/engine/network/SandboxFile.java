package dev.jug.engine.network;

import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.network.SandboxRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run of a container, or a pod sandbox, has of its networks, in its run directory: it is
 * there before the process starts, so an engine that finds the process finds this too.
 */
public final class SandboxFile {
  private static final String NAME = "network.json";

  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * Writes it.
   *
   * @param run the run directory
   */
  public void write(Path run, SandboxRecord record) throws IOException {
    AtomicFile.write(run.resolve(NAME), json.writeValueAsBytes(record), Survives.PROCESS);
  }

  /** Reads it; empty if there is none, or none that can be read. */
  public Optional<SandboxRecord> read(Path run) {
    var file = run.resolve(NAME);
    try {
      return Files.exists(file)
          ? Optional.of(json.readValue(Files.readAllBytes(file), SandboxRecord.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      System.getLogger(SandboxFile.class.getName())
          .log(System.Logger.Level.WARNING, "which networks it is on is lost: " + file, e);
      return Optional.empty();
    }
  }
}
