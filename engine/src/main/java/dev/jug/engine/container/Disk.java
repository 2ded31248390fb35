package dev.jug.engine.container;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Forbidden;
<<<<<<< HEAD
import dev.jug.linux.fs.DiskTrouble;
import dev.jug.linux.fs.FileTrouble;
=======
import dev.jug.engine.error.Remedy;
>>>>>>> 7b8f82dd (A container whose monitor is killed has ended, and launchers may be killed; readers of what others send share one lane of fuzzing)
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
<<<<<<< HEAD
    var advice = DiskTrouble.of(why).map(Disk::advice).orElse("");
    return new Failed("cannot " + intent + ": " + FileTrouble.of(why), advice, why);
  }

  private static String advice(DiskTrouble trouble) {
    return trouble.isLackOfRoom()
        ? "The disk is full: 'jug system df' shows what takes space, 'jug system prune' frees some."
        : "Mount the disk writable; if it was, dmesg tells what happened to it.";
=======
    return new Failed("cannot " + intent + ": " + reason(why), Remedy.of(why), why);
>>>>>>> 7b8f82dd (A container whose monitor is killed has ended, and launchers may be killed; readers of what others send share one lane of fuzzing)
  }
}
