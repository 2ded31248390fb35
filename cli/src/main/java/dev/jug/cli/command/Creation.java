package dev.jug.cli.command;

import dev.jug.cli.context.Context;
import dev.jug.engine.Container;
import dev.jug.engine.audit.Warnings;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes a container and notes its id where that is wanted. */
record Creation(Context context, ContainerOptions options) {
  /**
   * The container.
   *
   * @throws EngineException if it cannot be made, or its id cannot be written; then there is none
   */
  Container create(ContainerRequest request) {
    var container = context.engine().create(request);
    Warnings.of(request).forEach(text -> context.front().printError("WARNING: " + text));
    try {
      if (options.idFile != null) {
        write(Path.of(context.front().request().directory()).resolve(options.idFile), container);
      }
      return container;
    } catch (EngineException e) {
      container.remove(true, VolumeFate.UNDONE);
      throw e;
    }
  }

  private static void write(Path file, Container container) {
    try {
      Files.writeString(file, container.id(), StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new Invalid(
          "container ID file " + file + " cannot be made: " + FileTrouble.why(e),
          "It must not exist yet, and its directory must.");
    }
  }
}
