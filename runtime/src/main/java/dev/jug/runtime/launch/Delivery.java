package dev.jug.runtime.launch;

import dev.jug.runtime.Custody;
import dev.jug.runtime.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a launcher is to do, and what the engine does meanwhile.
 *
 * @param plan what the launcher executes
 * @param command what a message calls the program
 * @param state where the monitor keeps its socket and the exit status
 * @param custody who looks after the process; it is not closed here
 * @param attendance what is done while it is being born; present if the plan counts on a line
 */
record Delivery(
    Plan plan, String command, Path state, Custody custody, Optional<Attendance> attendance) {
  LaunchOutcome outcome() {
    return new LaunchOutcome(plan::step, command);
  }
}
