package dev.jug.runtime.launch;

import dev.jug.linux.Errno;
import dev.jug.runtime.launch.BirthLine.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * What the engine does at the points at which a process that is being born waits for it.
 *
 * @param stages one for each time it says that it is ready, in order; each gets the process id
 * @param listener takes the listener of its system call filter
 * @param ward which process the launcher is to look after, if another program has made it
 */
record Attendance(List<IntConsumer> stages, ListenerKeeper listener, IntSupplier ward) {
  Attendance {
    stages = List.copyOf(stages);
  }

  /** At the birth of the launcher's own child. */
  Attendance(List<IntConsumer> stages, ListenerKeeper listener) {
    this(stages, listener, Attendance::nobody);
  }

  /** While another program makes a process. */
  static Attendance toWard(IntSupplier ward) {
    return new Attendance(List.of(), (_, _) -> nobody(), ward);
  }

  private static int nobody() {
    throw new IllegalStateException("the plan says what nobody expects of it");
  }

  /** Takes a listener out of a process. */
  @FunctionalInterface
  interface ListenerKeeper {
    void take(int pid, int descriptor);
  }

  /**
   * Attends until nobody is at the other end of the line any more, or the process is ready once
   * more than there are stages: it waits for its start.
   */
  Birthplace attend(BirthLine line, int known, LaunchOutcome outcome) {
    int pid = known;
    var left = new ArrayDeque<>(stages);
    for (var word = line.hear(); !(word instanceof Word.End); word = line.hear()) {
      if (word instanceof Word.Born(int number)) {
        pid = number;
        continue;
      }
      if (word instanceof Word.Ward) {
        line.tell(ward.getAsInt());
        continue;
      }
      pid = pid == 0 && !(word instanceof Word.Failed) ? born(line) : pid;
      if (word instanceof Word.Ready && left.isEmpty()) {
        return new Birthplace(pid, true);
      } else {
        answer(word, pid, left, outcome);
        line.go();
      }
    }
    return new Birthplace(pid, false);
  }

  /** The launcher may be slower than its child. */
  private static int born(BirthLine line) {
    return line.hear() instanceof Word.Born(int number) ? number : 0;
  }

  private void answer(Word word, int pid, Deque<IntConsumer> left, LaunchOutcome outcome) {
    switch (word) {
      case Word.Ready _ -> left.removeFirst().accept(pid);
      case Word.Listener(int descriptor) -> listener.take(pid, descriptor);
      case Word.Failed(int operation, int errno) ->
          throw outcome.failure(operation, Errno.of(errno));
      case Word.Born _, Word.Ward _, Word.End _ ->
          throw new IllegalArgumentException("no answer to " + word);
    }
  }

  /**
   * How far it came.
   *
   * @param pid its process id, 0 if it has none
   * @param waits whether it waits for its start; else its program was executed, or it is dead
   */
  record Birthplace(int pid, boolean waits) {}
}
