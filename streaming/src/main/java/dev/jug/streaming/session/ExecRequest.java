package dev.jug.streaming.session;

import java.util.List;

/**
 * A command in a container.
 *
 * @param container its id
 * @param command the program and its arguments
 */
public record ExecRequest(String container, List<String> command, Wanted wanted) {
  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if there is no container
   */
  public ExecRequest {
    if (container.isEmpty()) {
      throw new IllegalArgumentException("missing required container_id");
    }
    command = List.copyOf(command);
  }
}
