package dev.jug.linux.mount;

/**
 * What mount_setattr(2) changes about a mount; a bit that is in neither mask stays as it is.
 *
 * @param set MOUNT_ATTR_… bits to set
 * @param clear MOUNT_ATTR_… bits to clear first
 */
public record AttributeChange(long set, long clear) {
  /** Nothing changes. */
  public static final AttributeChange NONE = new AttributeChange(0, 0);

  /** The mount becomes read-only. */
  public static final AttributeChange READ_ONLY = new AttributeChange(1, 0);

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return set == 0 && clear == 0;
  }

  /** This change, and a later one that wins where both say something. */
  public AttributeChange then(AttributeChange later) {
    long kept = set & ~later.clear;
    return new AttributeChange(kept | later.set, (clear & ~later.set) | later.clear);
  }

  /**
   * One more bit, later than the others.
   *
   * @param bit what is set, or cleared if {@code clears}
   * @param mask the bits among which it is a choice; only {@code bit} itself for most
   */
  AttributeChange with(long bit, long mask, boolean clears) {
    if (clears) {
      return new AttributeChange(set & ~bit, clear | mask);
    }
    return new AttributeChange((set & ~mask) | bit, mask == bit ? clear & ~bit : clear | mask);
  }
}
