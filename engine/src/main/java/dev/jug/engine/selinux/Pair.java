package dev.jug.engine.selinux;

import dev.jug.engine.request.SelinuxLabels;

/**
 * What a container's processes and its files are known by.
 *
 * @param process of its processes
 * @param files of what they may change
 */
record Pair(Context process, Context files) {
  static Pair of(String process, String files) {
    return new Pair(Context.parse(process), Context.parse(files));
  }

  /** Both at this level; a policy without levels has none. */
  Pair at(String level) {
    return hasLevels() ? new Pair(process.withLevel(level), files.withLevel(level)) : this;
  }

  boolean hasLevels() {
    return !process.level().isEmpty();
  }

  SelinuxLabels labels() {
    return new SelinuxLabels(process.text(), files.text());
  }
}
