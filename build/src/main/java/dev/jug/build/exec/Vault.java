package dev.jug.build.exec;

import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.util.Map;
import java.util.Optional;

/**
 * What only the client of a build has, and no image gets: secrets, and agents that know its keys.
 */
public interface Vault {
  /** Nothing. */
  Vault EMPTY = _ -> Optional.empty();

  /**
   * The content of a secret; empty if there is none of that id.
   *
   * @throws IOException if the client cannot be asked
   */
  Optional<byte[]> secret(String id) throws IOException, InterruptedException;

  /** Whether the client passes an SSH agent on under an id. */
  default boolean hasAgent(String id) throws IOException, InterruptedException {
    return false;
  }

  /**
   * Connects a program to an SSH agent; returns when either has closed.
   *
   * @param program the program's connection
   */
  default void agent(String id, ByteChannel program) throws IOException, InterruptedException {
    throw new IOException("no SSH agent is named " + id);
  }

  /** Secrets that are there already, by their ids. */
  static Vault of(Map<String, byte[]> secrets) {
    var copy = Map.copyOf(secrets);
    return id -> Optional.ofNullable(copy.get(id));
  }
}
