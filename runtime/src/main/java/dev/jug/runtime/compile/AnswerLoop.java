package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.seccomp.Architecture;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Label;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;

/**
 * The process that answers calls which a filter notifies of (seccomp_unotify(2)): it writes the
 * content of a file to where the call's first argument points, and says that the call succeeded.
 * Where anything is in the way the kernel answers, for the machine. It ends when the last process
 * with the filter has. Nothing it does fails: it is nobody's business any more if it does.
 */
final class AnswerLoop {
  private static final int SYSINFO_BYTES = 112;
  private static final int NOTIFICATION_BYTES = 80;
  private static final int RESPONSE_BYTES = 24;
  private static final int NUMBER_BYTES = 24;
  private static final long POLLIN = 1L << 32;
  private static final long POLLHUP = 0x10L << 48;
  private static final long UPPER_HALF = 0xffffffffL << 32;
  private static final long CONTINUE = 1L << 32;
  private static final Arg RECEIVE = flags(0xc0502100L, "SECCOMP_IOCTL_NOTIF_RECV");
  private static final Arg SEND = flags(0xc0182101L, "SECCOMP_IOCTL_NOTIF_SEND");
  private static final Arg IS_VALID = flags(0x40082102L, "SECCOMP_IOCTL_NOTIF_ID_VALID");
  private static final Arg SET_NAME = flags(15, "PR_SET_NAME");

  private final PlanBuilder plan;
  private final Slot file;
  private final Slot processes;
  private final Slot listener;
  private final Slot task;
  private final Slot memory;
  private final Block asked = Block.room(NOTIFICATION_BYTES, "&notification");
  private final Block answer = Block.room(RESPONSE_BYTES, "&response");
  private final Block word = Block.room(8, "&word");

  AnswerLoop(PlanBuilder plan) {
    this.plan = plan;
    this.file = AnswerSteps.slot(plan, "file");
    this.processes = AnswerSteps.slot(plan, "proc");
    this.listener = AnswerSteps.slot(plan, "listener");
    this.task = AnswerSteps.slot(plan, "task");
    this.memory = AnswerSteps.slot(plan, "memory");
  }

  void write() {
    var done = plan.label();
    settle();
    meet(done);
    var again = plan.label();
    var poll = Block.room(8, "{listener, POLLIN}");
    plan.because("sysinfo(2): wait for a call, or for the end of all that could make one");
    plan.place(again);
    plan.store(poll, 0, 8, flags(POLLIN, "POLLIN"));
    plan.store(poll, 0, 4, var(listener));
    plan.call(Call.PPOLL, Arg.at(poll), num(1), Flag.NULL, Flag.NULL, Flag.ZERO).orGoTo(done);
    plan.expect(poll, POLLHUP, 0, Errno.EPIPE).orGoTo(done);
    receive(again);
    reply();
    plan.goBack(again);
    plan.place(done);
    plan.exit(0);
  }

  /** Lets go of all that is the launcher's. */
  private void settle() {
    plan.call(Call.PRCTL, SET_NAME, plan.text("jug-answers")).accept();
    for (var name : new String[] {"file", "proc", "line", "born"}) {
      AnswerSteps.moveUp(plan, AnswerSteps.slot(plan, name));
    }
    plan.call(Call.CLOSE_RANGE, num(3), num(AnswerSteps.HIGH - 1), Flag.ZERO).accept();
    plan.call(Call.CLOSE, var(AnswerSteps.slot(plan, "child"))).accept();
  }

  /** Gets the listener out of the process that is being born, which waits for that. */
  private void meet(Label done) {
    plan.because("sysinfo(2): take the listener out of who was born");
    var line = AnswerSteps.slot(plan, "line");
    var born = AnswerSteps.slot(plan, "born");
    plan.call(Call.READ, var(born), Arg.at(word), num(8)).zeroFails().orGoTo(done);
    plan.load(word, 0, 8, task);
    plan.call(Call.PIDFD_OPEN, var(task), Flag.ZERO).into(memory).orGoTo(done);
    plan.call(Call.READ, var(line), Arg.at(word), num(8)).zeroFails().orGoTo(done);
    plan.load(word, 0, 8, listener);
    plan.call(Call.PIDFD_GETFD, var(memory), var(listener), Flag.ZERO).into(listener).orGoTo(done);
    plan.call(Call.WRITE, var(line), Arg.at(word), num(1)).orGoTo(done);
    for (var slot : new Slot[] {line, born, memory}) {
      plan.call(Call.CLOSE, var(slot)).accept();
    }
  }

  /** Who called may have died since: then there is nothing to receive. */
  private void receive(Label again) {
    plan.because("sysinfo(2): who calls, and what for");
    for (int at = 0; at < NOTIFICATION_BYTES; at += 8) {
      plan.store(asked, at, 8, num(0));
    }
    plan.call(Call.IOCTL, var(listener), RECEIVE, Arg.at(asked)).orGoTo(again, Errno.ENOENT);
  }

  /**
   * The memory is opened first and the call looked at again then: what was opened is that of who
   * calls, and of nobody who has got the same number since.
   */
  private void reply() {
    var machine = plan.label();
    var send = plan.label();
    var place = AnswerSteps.slot(plan, "place");
    plan.load(asked, 16, 8, place);
    plan.store(word, 0, 8, var(place));
    long native64 = (long) Architecture.ofMachine().audit() << 32;
    plan.expect(word, UPPER_HALF, native64, Errno.ENOSYS).orGoTo(machine);
    plan.load(asked, 8, 4, task);
    var number = Block.room(NUMBER_BYTES, "&pid");
    plan.number(number, var(task));
    plan.call(Call.OPENAT, var(processes), Arg.at(number), Flag.LOCATION, Flag.ZERO)
        .into(task)
        .orGoTo(machine);
    plan.call(Call.OPENAT, var(task), plan.text("mem"), Flag.READ_WRITE, Flag.ZERO)
        .into(memory)
        .orGoTo(machine);
    plan.call(Call.IOCTL, var(listener), IS_VALID, Arg.at(asked)).orGoTo(machine);
    plan.because("sysinfo(2): the answer");
    var content = Block.room(SYSINFO_BYTES, "&sysinfo");
    plan.call(Call.PREAD64, var(file), Arg.at(content), num(SYSINFO_BYTES), Flag.ZERO)
        .zeroFails()
        .orGoTo(machine);
    plan.load(asked, 32, 8, place);
    plan.call(Call.PWRITE64, var(memory), Arg.at(content), num(SYSINFO_BYTES), var(place))
        .zeroFails()
        .orGoTo(machine);
    plan.store(answer, 16, 8, num(0));
    plan.goTo(send);
    plan.place(machine);
    plan.because("sysinfo(2): or let the kernel answer");
    plan.store(answer, 16, 8, flags(CONTINUE, "SECCOMP_USER_NOTIF_FLAG_CONTINUE"));
    plan.place(send);
    plan.load(asked, 0, 8, place);
    plan.store(answer, 0, 8, var(place));
    plan.call(Call.IOCTL, var(listener), SEND, Arg.at(answer)).accept();
    plan.call(Call.CLOSE, var(memory)).accept();
    plan.call(Call.CLOSE, var(task)).accept();
  }
}
