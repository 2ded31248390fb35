package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.file.Path;

/** Files of the child in /proc/PID, written by the launcher because the child has no right to. */
final class ProcessFiles {
  private static final String LOWERING =
      "lowering the score needs CAP_SYS_RESOURCE, which the engine does not have here";

  private final PlanBuilder plan;
  private final FileSteps files;
  private final Slot proc;
  private final Slot process;
  private final Slot file;

  private ProcessFiles(PlanBuilder plan) {
    this.plan = plan;
    this.files = new FileSteps(plan);
    this.proc = plan.slot("proc");
    this.process = plan.slot("process");
    this.file = plan.slot("file");
  }

  static ProcessFiles of(PlanBuilder plan) {
    return new ProcessFiles(plan);
  }

  /** Opens /proc/PID: the number is known only when the plan runs. */
  void open() {
    var name = Block.room(24, "pid as text");
    plan.number(name, var(plan.slot("pid")));
    plan.call(Call.OPENAT, Flag.CWD, plan.text("/proc"), Flag.LOCATION, Flag.ZERO).into(proc);
    plan.call(Call.OPENAT, var(proc), Arg.at(name), Flag.LOCATION, Flag.ZERO).into(process);
    files.close(proc);
  }

  /** Writes one file of the child. */
  void write(String name, String value) {
    plan.call(Call.OPENAT, var(process), plan.text(name), Flag.WRITE, Flag.ZERO).into(file);
    files.put(file, value);
    files.close(file);
  }

  /** Opens one of its files for reading. */
  Op open(String name) {
    return plan.call(Call.OPENAT, var(process), plan.text(name), Flag.READ, Flag.ZERO);
  }

  void close() {
    files.close(process);
  }

  /**
   * How likely the kernel picks whoever does this when memory runs out, and those that it starts
   * from then on.
   */
  static void ownOomScore(PlanBuilder plan, int score) {
    plan.because("process.oomScoreAdj");
    new FileSteps(plan)
        .write(Path.of("/proc/self/oom_score_adj"), Integer.toString(score))
        .hint(LOWERING);
  }
}
