package dev.jug.linux.netfilter;

import java.util.List;
import java.util.Optional;

/**
 * A rule that is there.
 *
 * @param handle the kernel's number for it, never used again in its table
 * @param comment what it was added with; may be empty
 * @param expressions the names of its expressions, such as {@code cmp}
 * @param counter what its first counter has counted, if it has one
 */
public record Rule(
    Chain chain, long handle, String comment, List<String> expressions, Optional<Count> counter) {
  /** How many packets, of how many bytes together, came as far as a counter. */
  public record Count(long packets, long bytes) {}
}
