package dev.jug.engine.userns;

import java.nio.file.Path;
import java.util.List;

/**
 * What the machine says about ids that are set aside.
 *
 * @param uids /etc/subuid
 * @param gids /etc/subgid
 */
record IdFiles(SubordinateIds uids, SubordinateIds gids) {
  /**
   * Between the ids that systemd gives to its containers and those of its foreign images, where
   * nothing is (systemd's "Users, Groups, UIDs and GIDs on systemd Systems").
   */
  private static final IdRange UNUSED = new IdRange(0x7000_0000L, 0x0ffe_0000L);

  /** As many as 16 bits count, which is what most programs expect. */
  static final long USUAL = 65_536;

  static IdFiles read(Path etc) {
    return new IdFiles(
        SubordinateIds.read(etc.resolve("subuid")), SubordinateIds.read(etc.resolve("subgid")));
  }

  /** What all remapped containers share if nobody has set ids aside for them. */
  IdRange remapped() {
    return new IdRange(UNUSED.start(), USUAL);
  }

  /** Where containers that share with nobody get theirs, users or groups. */
  static List<IdRange> pool(SubordinateIds ids) {
    var own = ids.of(Remap.OWN);
    return own.isEmpty()
        ? List.of(new IdRange(UNUSED.start() + USUAL, UNUSED.size() - USUAL))
        : own;
  }
}
