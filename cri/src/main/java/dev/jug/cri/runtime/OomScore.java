package dev.jug.cri.runtime;

import dev.jug.linux.cap.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How low a score for the choice of whom to kill for memory may be asked for, −1000 … 1000
 * (proc_pid_oom_score_adj(5)). A kubelet protects what is critical by a low one and never asks
 * whether that is possible: an engine that may not lower scores leaves such pods at its own, as
 * other runtimes do in user namespaces.
 *
 * @param lowest what a container may have
 */
record OomScore(int lowest) {
  private static final int ANY = -1000;
  private static final int HEX = 16;

  /** As far as this process may go. */
  static OomScore ofEngine() throws IOException {
    var self = Path.of("/proc/self");
    return of(
        Files.readString(self.resolve("status")),
        Files.readString(self.resolve("oom_score_adj")).strip());
  }

  /**
   * As far as a process may go.
   *
   * @param status its status (proc_pid_status(5))
   * @param own its score
   */
  static OomScore of(String status, String own) {
    boolean free =
        status
            .lines()
            .filter(line -> line.startsWith("CapEff:"))
            .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), HEX))
            .anyMatch(held -> (held & Capability.SYS_RESOURCE.bit()) != 0);
    return new OomScore(free ? ANY : Integer.parseInt(own));
  }

  /** What is asked for, or the nearest to it that there can be. */
  int nearest(long asked) {
    return (int) Math.max(asked, lowest);
  }
}
