package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Files of the host, before the container has a root of its own. */
final class FileSteps {
  private final PlanBuilder plan;
  private final Slot file;

  FileSteps(PlanBuilder plan) {
    this.plan = plan;
    this.file = plan.slot("file");
  }

  /** Writes a value to an existing file of the kernel; returns the write, to refine it. */
  Op write(Path path, String value) {
    plan.call(Call.OPENAT, Flag.CWD, plan.text(path.toString()), Flag.WRITE, Flag.ZERO).into(file);
    var write = put(file, value);
    close(file);
    return write;
  }

  /** Writes a value to an open file. */
  Op put(Slot open, String value) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    return plan.call(Call.WRITE, var(open), plan.text(value), num(length));
  }

  void close(Slot open) {
    plan.call(Call.CLOSE, var(open));
  }
}
