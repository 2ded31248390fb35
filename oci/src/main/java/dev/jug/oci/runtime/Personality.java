package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;

/**
 * The execution domain of the process (config-linux.md, "Personality"; personality(2)).
 *
 * @param domain {@code LINUX} or {@code LINUX32}
 * @param flags none is defined by the specification
 */
public record Personality(String domain, List<String> flags) {
  public Personality {
    flags = Absent.empty(flags);
  }
}
