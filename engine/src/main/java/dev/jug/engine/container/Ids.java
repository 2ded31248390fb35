package dev.jug.engine.container;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids: 64 hexadecimal digits, of which people read the first twelve. */
public final class Ids {
  private static final int BYTES = 32;
  private static final int SHORT = 12;

  private Ids() {}

  /** A new container id. */
  public static String container(RandomGenerator random) {
    return hex(random, BYTES);
  }

  /** A new id for a process inside a container; short, because it is part of a socket path. */
  public static String exec(RandomGenerator random) {
    return hex(random, SHORT / 2);
  }

  private static String hex(RandomGenerator random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The part that people read. */
  public static String shortened(String id) {
    return id.substring(0, Math.min(SHORT, id.length()));
  }
}
