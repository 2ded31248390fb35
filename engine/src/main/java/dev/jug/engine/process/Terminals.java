package dev.jug.engine.process;

/** Names of terminals by their device numbers (admin-guide/devices.txt). */
final class Terminals {
  private static final int CONSOLES = 4;
  private static final int FIRST_SERIAL = 64;
  private static final int FIRST_PSEUDO = 136;
  private static final int LAST_PSEUDO = 143;

  private Terminals() {}

  /** The name, without {@code /dev/}; {@code ?} if there is none. */
  static String name(long device) {
    long major = (device >> 8) & 0xfff;
    long minor = (device & 0xff) | ((device >> 12) & 0xfff00);
    if (major >= FIRST_PSEUDO && major <= LAST_PSEUDO) {
      return "pts/" + ((major - FIRST_PSEUDO) * 256 + minor);
    }
    if (major != CONSOLES) {
      return "?";
    }
    return minor < FIRST_SERIAL ? "tty" + minor : "ttyS" + (minor - FIRST_SERIAL);
  }
}
