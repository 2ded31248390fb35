package dev.jug.runtime.cgroup;

import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Does all of some writes to a group in use, or none of them.
 *
 * <p>Some values bound one another: swap and memory, burst and quota, the two of real time. Which
 * has to go first depends on what is there now; so one that is refused is tried again when others
 * have been taken.
 */
final class GroupWrites {
  private final Deque<Write> undo = new ArrayDeque<>();

  private record Refused(Write write, IOException why) {}

  /**
   * Returns when all is written.
   *
   * @throws CgroupException if one cannot be written; names it
   */
  void apply(List<Write> writes) {
    var open = writes;
    while (!open.isEmpty()) {
      var refused = attempt(open);
      if (refused.size() == open.size()) {
        throw failed(refused.getFirst());
      }
      open = refused.stream().map(Refused::write).toList();
    }
  }

  private List<Refused> attempt(List<Write> writes) {
    var refused = new ArrayList<Refused>();
    for (var write : writes) {
      var before = WriteUndo.of(write);
      try {
        GroupFile.write(write.file(), write.value());
        before.ifPresent(undo::push);
      } catch (IOException e) {
        refused.add(new Refused(write, e));
      }
    }
    return refused;
  }

  private CgroupException failed(Refused refused) {
    return new CgroupException(text(refused.write(), refused.why()) + takeBack(), refused.why());
  }

  private static String text(Write write, IOException why) {
    var advice = write.advice().isEmpty() ? "" : "; " + write.advice();
    return "%s: \"%s\" cannot be written to %s: %s%s"
        .formatted(write.reason(), write.value(), write.file(), GroupFile.reason(why), advice);
  }

  /**
   * Takes back what was written.
   *
   * @return nothing, or a clause about what stays changed
   */
  String takeBack() {
    var stuck = new ArrayList<Write>();
    for (var write : undo) {
      try {
        GroupFile.write(write.file(), write.value());
      } catch (IOException e) {
        stuck.add(write);
      }
    }
    undo.clear();
    return stuck.isEmpty()
        ? ""
        : stuck.stream()
            .map(Write::reason)
            .collect(Collectors.joining(", ", "; changed all the same: ", ""));
  }
}
