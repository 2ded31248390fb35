package dev.jug.linux.mount;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether mount events travel between copies of a mount (mount_namespaces(7), "Shared subtrees").
 */
public enum Propagation {
  /** None in either direction. */
  PRIVATE(1L << 18),
  /** From the original to the copy. */
  SLAVE(1L << 19),
  /** In both directions. */
  SHARED(1L << 20),
  /** None, and no copies either. */
  UNBINDABLE(1L << 17);

  private final long flag;

  Propagation(long flag) {
    this.flag = flag;
  }

  /** The MS_… bit of mount(2) and of mount_setattr(2)'s propagation field. */
  public long flag() {
    return flag;
  }

  /** The bit's name, such as {@code MS_SLAVE}. */
  public String flagName() {
    return "MS_" + name();
  }

  /**
   * Reads {@code slave} or {@code rslave}; whether it is recursive the caller sees by the {@code
   * r}.
   */
  public static Optional<Propagation> parse(String text) {
    var upper = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(p -> upper.equals(p.name()) || upper.equals("R" + p.name()))
        .findFirst();
  }
}
