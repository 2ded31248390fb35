package dev.jug.engine.network;

import dev.jug.network.port.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether something listens at a port, in the network namespace of a process (proc_net(5)).
 *
 * @param pid the process
 */
record Listening(int pid) {
  private static final int HEX = 16;
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final String LISTENS = "0A";
  private static final String UNCONNECTED = "07";

  /** Empty if that cannot be known. */
  Optional<Boolean> at(Protocol protocol, int port) {
    var word = protocol.word();
    var state = protocol == Protocol.TCP ? LISTENS : UNCONNECTED;
    if (protocol == Protocol.SCTP) {
      return Optional.empty();
    }
    try {
      for (var file : List.of(word, word + "6")) {
        var path = Path.of("/proc", Integer.toString(pid), "net", file);
        if (Files.exists(path) && has(path, state, port)) {
          return Optional.of(true);
        }
      }
      return Optional.of(false);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean has(Path path, String state, int port) throws IOException {
    return Files.readAllLines(path).stream()
        .skip(1)
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length > STATE && fields[STATE].equals(state))
        .anyMatch(fields -> port(fields[ADDRESS]) == port);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
  }
}
