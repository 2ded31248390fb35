package dev.jug.engine.launch;

import dev.jug.linux.Fd;
import dev.jug.linux.io.Socket;
import java.util.List;
import java.util.Optional;

/**
 * What a container's process is connected with from its first instant.
 *
 * @param client who is attached from the start
 * @param given become its descriptors 3, 4, …; they stay the caller's
 */
public record Ends(Optional<Socket> client, List<Fd> given) {
  /** Nothing. */
  public static final Ends NONE = new Ends(Optional.empty(), List.of());

  public Ends {
    given = List.copyOf(given);
  }

  /** A client, or nobody. */
  public static Ends of(Optional<Socket> client) {
    return new Ends(client, List.of());
  }
}
