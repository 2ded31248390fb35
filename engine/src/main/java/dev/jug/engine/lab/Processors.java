package dev.jug.engine.lab;

import static dev.jug.runtime.plan.Arg.at;
import static dev.jug.runtime.plan.Arg.num;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Op;
import dev.jug.runtime.plan.PlanBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which processors a process may use. */
final class Processors {
  private Processors() {}

  /** Those that this engine may use, at least one. */
  static List<Integer> own() throws IOException {
    return parse(new Seen(ProcessHandle.current().pid()).status("Cpus_allowed_list"));
  }

  /** What {@code Cpus_allowed_list: 0-2,5} names. */
  static List<Integer> parse(String line) {
    var all = new ArrayList<Integer>();
    for (var part : line.substring(line.indexOf(':') + 1).strip().split(",", -1)) {
      var ends = part.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int i = Integer.parseInt(ends[0]); i <= last; i++) {
        all.add(i);
      }
    }
    return all;
  }

  /** Wants to run on one of them only (sched_setaffinity(2)). */
  static Op stay(PlanBuilder plan, int processor) {
    int word = processor / Long.SIZE;
    var set = Block.struct((word + 1) * Long.BYTES, "{" + processor + "}");
    set.put(word * Long.BYTES, Long.BYTES, 1L << processor % Long.SIZE);
    return plan.call(Call.SCHED_SETAFFINITY, num(0), num((word + 1L) * Long.BYTES), at(set));
  }
}
