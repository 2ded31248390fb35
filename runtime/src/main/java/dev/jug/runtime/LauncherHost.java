package dev.jug.runtime;

import dev.jug.linux.Fd;
import dev.jug.linux.io.Socket;

/**
 * Starts launchers as its own children. What a launcher starts has the host's standard files, and
 * once the launcher has ended it is the child of the host's nearest subreaper (prctl(2),
 * PR_SET_CHILD_SUBREAPER): the shim or monitor that called the runtime.
 */
@FunctionalInterface
public interface LauncherHost {
  /**
   * Starts one.
   *
   * @param line becomes its descriptor 3; stays the caller's
   * @param program what is executed; stays the caller's
   */
  void start(Socket line, Fd program);
}
