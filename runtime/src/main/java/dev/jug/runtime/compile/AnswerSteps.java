package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import dev.jug.runtime.seccomp.Answer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a process that is being born gets somebody who {@linkplain AnswerLoop answers} calls in the
 * kernel's place. The launcher forks one before it enters anything that is the container's, and
 * tells it who is born; the process says which descriptor its filter gave it, and waits until that
 * was taken. Neither needs an engine, then or later.
 */
final class AnswerSteps {
  /** Above all descriptors of a launcher, and below what a process may have by default. */
  static final int HIGH = 900;

  private static final int FORK_BYTES = 88;
  private static final int WORD_BYTES = 8;
  private static final String WHY = "sysinfo(2): ";

  private final PlanBuilder plan;
  private final Optional<Path> file;

  /**
   * @param filter the compiled filter, which may name an {@link Answer}
   * @param state where the answer lies
   */
  AnswerSteps(PlanBuilder plan, Optional<Filter> filter, Path state) {
    this.plan = plan;
    this.file = filter.flatMap(Filter::answer).map(answer -> answer.in(state));
  }

  /** In the launcher, while it has nothing of the container's: forks who will answer. */
  void prepare() {
    file.ifPresent(path -> {
      plan.because(WHY + "the file with the answer, and a line to who answers");
      plan.call(Call.OPENAT, Flag.CWD, plan.text(path.toString()), Flag.READ, Flag.ZERO)
          .into(slot("file"));
      plan.call(Call.OPENAT, Flag.CWD, plan.text("/proc"), Flag.LOCATION, Flag.ZERO)
          .into(slot("proc"));
      pair();
      fork();
    });
  }

  private void pair() {
    var ends = Block.room(8, "&ends");
    var stream = flags(1 | Flag.O_CLOEXEC, "SOCK_STREAM|SOCK_CLOEXEC");
    plan.call(Call.SOCKETPAIR, StreamSteps.UNIX, stream, Flag.ZERO, Arg.at(ends));
    plan.load(ends, 0, 4, slot("line"));
    plan.load(ends, 4, 4, slot("child"));
    plan.call(Call.PIPE2, Arg.at(ends), Flag.CLOEXEC);
    plan.load(ends, 0, 4, slot("born"));
    plan.load(ends, 4, 4, slot("birth"));
    moveUp(plan, slot("child"));
  }

  private void fork() {
    plan.because(WHY + "a process that answers, with an engine or without");
    var answering = plan.label();
    var done = plan.label();
    plan.fork(Block.struct(FORK_BYTES, "{}"), answering).into(slot("pid"));
    plan.because(WHY + "the launcher keeps the other ends");
    for (var name : new String[] {"file", "proc", "line", "born"}) {
      plan.call(Call.CLOSE, var(slot(name)));
    }
    plan.goTo(done);
    plan.place(answering);
    new AnswerLoop(plan).write();
    plan.place(done);
  }

  /** In the launcher, once there is a process. */
  void announce() {
    file.ifPresent(_ -> {
      plan.because(WHY + "say who is born");
      var word = Block.room(WORD_BYTES, "&pid");
      plan.store(word, 0, WORD_BYTES, var(plan.slot("pid")));
      plan.call(Call.WRITE, var(slot("birth")), Arg.at(word), num(WORD_BYTES));
    });
  }

  /** In the child, behind its filter: {@code read} and {@code write} are all it does. */
  void handOver(Slot listener) {
    plan.because(WHY + "hand the listener over");
    var word = Block.room(WORD_BYTES, "&listener");
    plan.store(word, 0, WORD_BYTES, var(listener));
    plan.call(Call.WRITE, var(slot("child")), Arg.at(word), num(WORD_BYTES));
    plan.call(Call.READ, var(slot("child")), Arg.at(word), num(1))
        .zeroFails()
        .hint("whoever was to answer has ended");
  }

  private Slot slot(String name) {
    return slot(plan, name);
  }

  static Slot slot(PlanBuilder plan, String name) {
    return plan.slot("answer." + name);
  }

  /** Out of the way of those that are closed, or given to the process. */
  static void moveUp(PlanBuilder plan, Slot slot) {
    plan.call(Call.FCNTL, var(slot), flags(1030, "F_DUPFD_CLOEXEC"), num(HIGH)).into(slot);
  }
}
