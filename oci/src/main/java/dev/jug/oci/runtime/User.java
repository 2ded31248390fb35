package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a process runs as, in the container's user namespace (config.md, "POSIX-platform User").
 *
 * @param uid 0 … 2^32−2
 * @param gid 0 … 2^32−2
 * @param umask file mode creation mask, null for the runtime's default 0022
 * @param additionalGids supplementary groups
 */
public record User(long uid, long gid, @Nullable Integer umask, List<Long> additionalGids) {
  /** User and group 0 with no further groups. */
  public static final User ROOT = new User(0, 0, null, List.of());

  public User {
    additionalGids = Absent.empty(additionalGids);
  }
}
