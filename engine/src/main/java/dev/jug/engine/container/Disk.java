package dev.jug.engine.container;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.Remedy;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Directories of the engine's own, and what to say when the disk refuses. */
public final class Disk {
  private Disk() {}

  /**
   * Makes a directory that only we may enter; its parent must exist.
   *
   * @throws IOException if it exists already, or cannot be made
   */
  public static void makePrivate(Path directory) throws IOException {
    Files.createDirectory(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Makes a directory and its parents, as they are missing, for us alone. */
  public static void ensurePrivate(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    ensurePrivate(Objects.requireNonNull(directory.getParent(), "a directory has a parent"));
    try {
      makePrivate(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /** Turns what the disk said into what a person should hear. */
  public static EngineException failed(String intent, IOException why) {
    if (why instanceof AccessDeniedException denied) {
      return new Forbidden(
          "cannot " + intent + ": permission denied: " + denied.getFile(),
          "The engine needs root, or directories of its own.");
    }
    return new Failed("cannot " + intent + ": " + FileTrouble.of(why), Remedy.of(why), why);
  }
}
