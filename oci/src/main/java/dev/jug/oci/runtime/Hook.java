package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program to run at one point of a container's life (config.md, "POSIX-platform Hooks"). It reads
 * the container's {@link State} from its standard input.
 *
 * @param path absolute path of the program
 * @param args its arguments, the first being its name; empty means the path alone
 * @param env {@code NAME=VALUE} strings, all of its environment
 * @param timeout seconds until it is killed, at least 1; null for no limit
 */
public record Hook(String path, List<String> args, List<String> env, @Nullable Integer timeout) {
  public Hook {
    args = Absent.empty(args);
    env = Absent.empty(env);
  }
}
