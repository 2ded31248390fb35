package dev.jug.engine.lab;

import dev.jug.runtime.HeldProcess;
import java.util.function.Consumer;

/**
 * A process and a limit, in one run of an experiment.
 *
 * @param files of the controller, in the group
 * @param groups the group in all hierarchies
 * @param process waits
 * @param self the same, to be looked at
 * @param seen is told of each step
 */
record Meeting(
    ControllerFiles files,
    GroupWork groups,
    HeldProcess process,
    Seen self,
    Consumer<LabStep> seen) {
  void saw(LabStep step) {
    seen.accept(step);
  }

  /** Waits while the process does what it does. */
  static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
