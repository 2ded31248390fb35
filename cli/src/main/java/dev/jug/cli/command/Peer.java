package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.peer.PeerAttacks.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/**
 * Another engine that is attacked.
 *
 * @param socket where it listens
 * @param tools what attacks
 */
record Peer(Path socket, Tools tools) {
  private static final Path DOCKER = Path.of("/var/run/docker.sock");
  private static final Set<String> UNDERSTOOD = Set.of("--against", "--format", "--network");

  /**
   * Finds it.
   *
   * @param against {@code docker}, or the path of a socket
   * @param front process id of the front, whose program is taken along
   * @throws Invalid if it is neither, or other options were given: it has its own
   */
  static Peer of(String against, long front, ParseResult given) {
    for (var option : given.matchedOptions()) {
      if (!UNDERSTOOD.contains(option.longestName())) {
        throw new Invalid(
            option.longestName() + " is not for --against",
            "The peer's default container is attacked; --network says on which network.");
      }
    }
    if (!against.equals("docker") && !against.startsWith("/")) {
      throw new Invalid(
          "invalid --against: \"" + against + "\"", "docker, or the path of a socket.");
    }
    return new Peer(against.equals("docker") ? DOCKER : Path.of(against), tools(front));
  }

  private static Tools tools(long front) {
    try {
      var program = Path.of("/proc", Long.toString(front), "exe").toRealPath();
      return new Tools(program, program.resolve("../../libexec/jug-launcher").normalize());
    } catch (IOException e) {
      throw new Failed("cannot find the program of the front: " + e.getMessage(), "", e);
    }
  }
}
