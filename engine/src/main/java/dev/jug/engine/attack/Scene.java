package dev.jug.engine.attack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where an attack happens. What it is about belongs to the engine and was made for it: an attack
 * that gets through harms nobody.
 *
 * @param canary a file of the host that no container should see; its first eight bytes are {@code
 *     secret}
 * @param secret by chance; whoever has it has been where it should not be
 * @param engine process id of the engine, on the host
 * @param socket abstract name of a Unix socket that the engine listens at
 * @param door path of the socket that commands the engine
 * @param neighbour another container; empty if the attack needs none
 * @param stations who is where on the network of both; empty if they are on none
 */
public record Scene(
    Path canary,
    long secret,
    long engine,
    String socket,
    Path door,
    Optional<Neighbour> neighbour,
    Optional<Stations> stations) {
  /** Where a neighbour's plan has the secret: the value of its first operation, a STORE. */
  public static final long SECRET_ADDRESS = 0x2000_0060L;

  /**
   * Another container, which is the engine's own and does nothing but be there.
   *
   * @param pid of its process, on the host
   */
  public record Neighbour(int pid) {}

  /**
   * Attacker and neighbour on a network.
   *
   * @param ownMac six bytes
   * @param their IPv4 address of the neighbour
   * @param theirMac six bytes
   * @param gateway IPv4 address
   */
  @SuppressWarnings("ArrayRecordComponent") // They go into packets, and are never compared.
  public record Stations(byte[] ownMac, byte[] their, byte[] theirMac, byte[] gateway) {}

  /**
   * Makes one.
   *
   * @param directory where the canary will be
   * @param socket that somebody of the host's listens at
   * @throws IOException if there can be no canary
   */
  public static Scene make(Path directory, RandomGenerator random, String socket, Path door)
      throws IOException {
    long secret = random.nextLong() | 1;
    var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(secret);
    var canary = Files.write(directory.resolve("canary"), bytes.array());
    long self = ProcessHandle.current().pid();
    return new Scene(canary, secret, self, socket, door, Optional.empty(), Optional.empty());
  }

  /** Whether bytes have the secret, at a multiple of its size, as archives have contents. */
  public boolean isIn(byte[] bytes) {
    var words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (words.remaining() >= Long.BYTES) {
      if (words.getLong() == secret) {
        return true;
      }
    }
    return false;
  }

  /** The same beside a neighbour. */
  public Scene beside(Neighbour other) {
    return new Scene(canary, secret, engine, socket, door, Optional.of(other), stations);
  }

  /** The same on a network. */
  public Scene on(Optional<Stations> found) {
    return new Scene(canary, secret, engine, socket, door, neighbour, found);
  }

  /** The neighbour's process. */
  public int victim() {
    return neighbour.orElseThrow().pid();
  }
}
