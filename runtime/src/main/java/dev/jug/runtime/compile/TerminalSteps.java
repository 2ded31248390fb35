package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.oci.runtime.ConsoleSize;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import java.util.Optional;

/**
 * The pseudo-terminal. Its master side is opened in the container's own devpts and sent to the
 * monitor; the other side is asked of the master itself (TIOCGPTPEER), so nothing in the
 * container's /dev decides what the process talks to.
 */
final class TerminalSteps {
  private static final Arg UNLOCK = flags(0x40045431, "TIOCSPTLCK");
  private static final Arg PEER = flags(0x5441, "TIOCGPTPEER");
  private static final Arg SET_SIZE = flags(0x5414, "TIOCSWINSZ");
  private static final Arg CONTROL = flags(0x540e, "TIOCSCTTY");
  private static final int CONTROL_BYTES = 24;
  private static final int RIGHTS_OFFSET = 16;
  private static final int HEADER_BYTES = 56;

  private final PlanBuilder plan;
  private final RootedSteps rooted;
  private final Slot master;
  private final Slot side;

  TerminalSteps(PlanBuilder plan, RootedSteps rooted) {
    this.plan = plan;
    this.rooted = rooted;
    this.master = plan.slot("master");
    this.side = plan.slot("terminal");
  }

  /**
   * In the child, once /dev/pts is mounted: opens both sides and makes the one side its standard
   * streams.
   */
  void open(Optional<ConsoleSize> size, Slot toMonitor) {
    plan.because("process.terminal: open a terminal in the container's own devpts");
    rooted
        .open("dev/pts/ptmx", Flag.O_RDWR | Flag.O_NOCTTY, "O_RDWR|O_NOCTTY")
        .into(master)
        .hint("a terminal needs a devpts file system at /dev/pts");
    var zero = Block.room(4, "&0");
    plan.call(Call.IOCTL, var(master), UNLOCK, Arg.at(zero));
    var mode = flags(Flag.O_RDWR | Flag.O_NOCTTY | Flag.O_CLOEXEC, "O_RDWR|O_NOCTTY|O_CLOEXEC");
    plan.call(Call.IOCTL, var(master), PEER, mode).into(side);
    size.ifPresent(this::size);
    send(toMonitor);
    for (int stream = 0; stream <= 2; stream++) {
      plan.call(Call.DUP3, var(side), num(stream), Flag.ZERO);
    }
  }

  private void size(ConsoleSize size) {
    var window =
        Block.struct(8, "{" + size.height() + " rows, " + size.width() + " columns}")
            .put(0, 2, size.height())
            .put(2, 2, size.width());
    plan.call(Call.IOCTL, var(master), SET_SIZE, Arg.at(window));
  }

  /** The container sees its terminal as /dev/console too. */
  void console(MountSteps mounts) {
    plan.because("process.terminal: /dev/console");
    plan.call(Call.OPEN_TREE, var(side), Flag.EMPTY, Flag.CLONE_THIS).into(mounts.tree());
    mounts.moveTo(rooted.file("/dev/console"));
    rooted.close();
  }

  private void send(Slot socket) {
    plan.because("process.terminal: hand the master side to the monitor");
    var control = rights();
    plan.store(control, RIGHTS_OFFSET, 4, var(master));
    plan.call(Call.SENDMSG, var(socket), Arg.at(message(control)), Flag.ZERO);
    plan.call(Call.CLOSE, var(master));
  }

  /**
   * In the launcher: takes the master side. If the child failed before, nothing comes and the slot
   * stays −1.
   */
  void receive(Slot socket) {
    plan.because("process.terminal: take the master side from the container");
    var control = rights();
    plan.store(control, RIGHTS_OFFSET, 4, num(-1));
    var close = flags(0x40000000, "MSG_CMSG_CLOEXEC");
    plan.call(Call.RECVMSG, var(socket), Arg.at(message(control)), close).accept();
    plan.load(control, RIGHTS_OFFSET, 4, master);
  }

  /** In the child, as session leader: the terminal sends it the signals of its keys. */
  void control() {
    plan.because("process.terminal: become its controlling process");
    plan.call(Call.IOCTL, num(0), CONTROL, Flag.ZERO);
  }

  Slot master() {
    return master;
  }

  /** A control message with one descriptor (cmsg(3)). */
  private static Block rights() {
    return Block.struct(CONTROL_BYTES, "SCM_RIGHTS").put(0, 8, 20).put(8, 4, 1).put(12, 4, 1);
  }

  private static Block message(Block control) {
    var vector = Block.struct(16, "1 byte").link(0, Block.room(8, "1 byte")).put(8, 8, 1);
    return Block.struct(HEADER_BYTES, "{1 byte, SCM_RIGHTS}")
        .link(16, vector)
        .put(24, 8, 1)
        .link(32, control)
        .put(40, 8, CONTROL_BYTES);
  }
}
