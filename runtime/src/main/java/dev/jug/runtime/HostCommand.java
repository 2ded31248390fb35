package dev.jug.runtime;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A command that runs as whoever hosts its launcher, in no container.
 *
 * @param arguments its words, the program first
 * @param environment {@code NAME=VALUE}
 * @param directory where it runs
 */
public record HostCommand(List<String> arguments, List<String> environment, Path directory) {
  private static final String PATH = "PATH=";
  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public HostCommand {
    arguments = List.copyOf(arguments);
    environment = List.copyOf(environment);
  }

  /** Its program. */
  public String program() {
    return arguments.getFirst();
  }

  /** Where the program may be, in order (execvp(3)). */
  public List<String> candidates() {
    if (program().contains("/")) {
      return List.of(program());
    }
    var path =
        environment.stream()
            .filter(entry -> entry.startsWith(PATH))
            .map(entry -> entry.substring(PATH.length()))
            .findFirst()
            .orElse(DEFAULT_PATH);
    return Arrays.stream(path.split(":", -1))
        .map(directory -> (directory.isEmpty() ? "." : directory) + "/" + program())
        .toList();
  }
}
