package dev.jug.linux.mount;

/** What one mount option stands for. */
sealed interface MountOption {
  /**
   * A flag of mount(2), and of mount_setattr(2) if it is one of a mount and not of a file system.
   *
   * @param flag MS_… bit
   * @param attribute MOUNT_ATTR_… bit
   * @param mask the bits among which {@code attribute} is a choice; 0 if it is no attribute
   * @param clears whether the option is the opposite of the bits
   */
  record Bit(long flag, long attribute, long mask, boolean clears) implements MountOption {}

  /**
   * An attribute of a mount and of all below it.
   *
   * @param attribute MOUNT_ATTR_… bit
   * @param mask the bits among which it is a choice
   * @param clears whether the option is the opposite of the bit
   */
  record TreeBit(long attribute, long mask, boolean clears) implements MountOption {}

  /**
   * A propagation.
   *
   * @param kind which
   * @param depth whether of the mounts below too
   */
  record Sharing(Propagation kind, Depth depth) implements MountOption {}

  /** Options that are more than a bit. */
  enum Word implements MountOption {
    BIND,
    DEFAULTS,
    IDMAP,
    RBIND,
    REMOUNT,
    RIDMAP,
    TMPCOPYUP
  }
}
