package dev.jug.engine.request;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What runs in a container, and as whom.
 *
 * @param entrypoint comes before {@code command}; empty for none, null for the image's
 * @param command the program and its arguments
 * @param environment {@code NAME=VALUE}; a later entry wins over an earlier one
 * @param directory absolute working directory; null for the image's, or {@code /}
 * @param user {@code name|uid[:group|gid]}; null for the image's, or root
 * @param terminal whether it gets a terminal ({@code -t})
 * @param stdin whether clients can write to its standard input ({@code -i})
 * @param stdinOnce whether the input ends when the client that wrote it goes away
 * @param rows the terminal's first height, 0 if not known
 * @param columns the terminal's first width, 0 if not known
 */
public record ProcessOptions(
    @Nullable List<String> entrypoint,
    List<String> command,
    List<String> environment,
    @Nullable String directory,
    @Nullable String user,
    boolean terminal,
    boolean stdin,
    boolean stdinOnce,
    int rows,
    int columns) {
  public ProcessOptions {
    entrypoint = entrypoint == null ? null : List.copyOf(entrypoint);
    command = List.copyOf(command);
    environment = List.copyOf(environment);
  }

  /** All words of what runs. */
  public List<String> arguments() {
    var arguments = new ArrayList<>(entrypoint == null ? List.<String>of() : entrypoint);
    arguments.addAll(command);
    return arguments;
  }

  /** The same as another user. */
  ProcessOptions as(String other) {
    return new ProcessOptions(
        entrypoint,
        command,
        environment,
        directory,
        other,
        terminal,
        stdin,
        stdinOnce,
        rows,
        columns);
  }

  /** A command with nothing special about it. */
  public static ProcessOptions of(List<String> command) {
    return new ProcessOptions(null, command, List.of(), null, null, false, false, false, 0, 0);
  }
}
