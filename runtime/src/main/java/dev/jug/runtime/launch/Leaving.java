package dev.jug.runtime.launch;

import dev.jug.oci.runtime.Process;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command of another runtime that leaves a process behind.
 *
 * @param home of the container
 * @param folder the state directory of that process
 * @param process what it is
 */
record Leaving(ForeignHome home, Path folder, Process process) {
  /** Where the runtime says what goes wrong. */
  Path log() {
    return folder.resolve("runtime.log");
  }

  private Path pid() {
    return folder.resolve("pid");
  }

  /** Where the runtime sends the process's terminal, if it has one. */
  Optional<Path> console() {
    return process.terminal() ? Optional.of(folder.resolve("console.sock")) : Optional.empty();
  }

  /** The program that runs in the end. */
  String program() {
    return process.args().isEmpty() ? "" : process.args().getFirst();
  }

  /** The command, for the container of this home. */
  HostCommand command(List<String> words) {
    var all = new ArrayList<>(words);
    all.addAll(List.of("--pid-file", pid().toString()));
    console().ifPresent(path -> all.addAll(List.of("--console-socket", path.toString())));
    all.add(home.id());
    return home.command(log(), all);
  }

  /**
   * The process that it left.
   *
   * @throws LaunchException if the runtime does not say
   */
  int ward() {
    try {
      return Integer.parseInt(Files.readString(pid()).strip());
    } catch (IOException | NumberFormatException e) {
      throw new LaunchException(
          Kind.OTHER, Optional.empty(), "it does not say which process it made: " + e.getMessage());
    }
  }
}
