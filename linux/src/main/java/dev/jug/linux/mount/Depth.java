package dev.jug.linux.mount;

/** How much of a tree of mounts an option is about. */
public enum Depth {
  /** Nothing: the option was not given. */
  NONE,
  /** One mount. */
  MOUNT,
  /** The mount and all that are mounted below it. */
  TREE
}
