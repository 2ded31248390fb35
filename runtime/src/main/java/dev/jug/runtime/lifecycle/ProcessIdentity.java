package dev.jug.runtime.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be taken for another one that got its number later.
 *
 * @param pid process id as the runtime sees it, 0 for none
 * @param startTime clock ticks between the machine's start and its own (proc_pid_stat(5), field 22)
 */
record ProcessIdentity(int pid, long startTime) {
  /** No process. */
  static final ProcessIdentity NONE = new ProcessIdentity(0, 0);

  /** What a created container's process is called until its program is executed. */
  private static final String WAITING = "jug-created";

  private static final int STATE = 0;
  private static final int START_TIME = 19;

  /** The process that has this number now; one that ends meanwhile has no start time. */
  static ProcessIdentity of(int pid) {
    return new ProcessIdentity(pid, stat(pid).map(Stat::startTime).orElse(0L));
  }

  /** Whether it runs, or waits; a zombie does neither. */
  boolean isAlive() {
    return stat(pid).filter(s -> s.startTime() == startTime && !s.isDead()).isPresent();
  }

  /** Whether its program was not executed yet. */
  boolean waits() {
    return stat(pid).filter(s -> s.name().equals(WAITING)).isPresent();
  }

  private record Stat(String name, char state, long startTime) {
    boolean isDead() {
      return state == 'Z' || state == 'X' || state == 'x';
    }
  }

  private static Optional<Stat> stat(int pid) {
    if (pid == 0) {
      return Optional.empty();
    }
    try {
      var text = Files.readString(Path.of("/proc", Integer.toString(pid), "stat"));
      int open = text.indexOf('(');
      int close = text.lastIndexOf(')');
      var fields = text.substring(close + 2).split(" ", START_TIME + 2);
      return Optional.of(
          new Stat(
              text.substring(open + 1, close),
              fields[STATE].charAt(0),
              Long.parseLong(fields[START_TIME])));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
