package dev.jug.engine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One more process to run in a running container.
 *
 * @param command the program and its arguments
 * @param environment added to the container's
 * @param directory absolute working directory; null for the container's
 * @param user {@code name|uid[:group|gid]}; null for the container's
 * @param terminal whether it gets a terminal
 * @param stdin whether clients can write to its standard input
 * @param privileged whether it gets every capability
 * @param detach whether nobody waits for it: the engine cleans up behind it
 * @param rows the terminal's first height, 0 if not known
 * @param columns the terminal's first width, 0 if not known
 */
public record ExecRequest(
    List<String> command,
    List<String> environment,
    @Nullable String directory,
    @Nullable String user,
    boolean terminal,
    boolean stdin,
    boolean privileged,
    boolean detach,
    int rows,
    int columns) {
  public ExecRequest {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
  }
}
