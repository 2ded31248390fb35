package dev.jug.runtime;

import dev.jug.linux.Fd;
import java.util.List;

/**
 * The process has the standard files of whoever hosts its launcher.
 *
 * @param launcher the launcher
 * @param more become descriptors 3, 4, … of the process; at most 12; they stay the caller's
 */
public record Inherited(HostedLauncher launcher, List<Fd> more) {
  public Inherited {
    more = List.copyOf(more);
  }
}
