package dev.jug.engine;

import dev.jug.linux.proc.Pidfd;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.cgroup.ProcessPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process is that of an exec. Its monitor knows, and the engine that has it made; if both are
 * killed it runs on unseen, and only this tells the next engine which one to end: the container has
 * others that are nobody's business.
 *
 * @param state the exec's directory
 */
record ExecNote(Path state) {
  private static final System.Logger LOG = System.getLogger(ExecNote.class.getName());
  private static final String FILE = "process";

  /** Notes it. Without a note nothing is worse than before, so trouble is logged and no more. */
  void write(int pid) {
    try {
      var started = started(pid);
      if (started.isPresent()) {
        Files.writeString(state.resolve(FILE), pid + " " + started.get());
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot note whose process it is: " + pid, e);
    }
  }

  /** Ends it, should it run on; another that has its number by now is left alone. */
  void end() {
    try {
      var file = state.resolve(FILE);
      if (Files.exists(file)) {
        var words = Files.readString(file).split(" ", 2);
        end(Integer.parseInt(words[0]), Long.parseLong(words[1]));
      }
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      LOG.log(System.Logger.Level.WARNING, "which process it was is lost: " + state, e);
    }
  }

  private static void end(int pid, long started) {
    var process = Pidfd.open(pid);
    if (process.isPresent()) {
      try (var held = process.get()) {
        boolean runs = started(pid).filter(now -> now == started).isPresent();
        if (runs && held.signal(Signal.KILL)) {
          LOG.log(
              System.Logger.Level.WARNING, "its monitor was killed, so it was too: exec " + pid);
        }
      }
    }
  }

  /** When a process began; empty if it has ended. */
  private static Optional<Long> started(int pid) {
    try {
      return Optional.of(ProcessPlace.of(pid).started());
    } catch (CgroupException _) {
      return Optional.empty();
    }
  }
}
