package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.flags;
import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.mount.Propagation;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.Streams;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Plan;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Supervision.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a command of another runtime. For one that leaves a process behind, {@code create} or
 * {@code exec --detach}, the launcher is a subreaper: when the command ends, the process becomes
 * its child (prctl(2), PR_SET_CHILD_SUBREAPER), and it can be the monitor of it as of its own.
 */
public final class ForeignCompiler {
  private static final long MS_REC = 0x4000;
  private static final int INFO_BYTES = 128;

  /** si_status of siginfo_t, for a child. */
  private static final int INFO_STATUS = 24;

  private static final Arg SUBREAPER = flags(36, "PR_SET_CHILD_SUBREAPER");
  private static final Arg BY_ID = flags(1, "P_PID");

  /** It stays a zombie, so that its number is nobody else's while the plan may still fail. */
  private static final Arg ENDED_AND_STAYS =
      flags(4 | 0x1000000 | 0x40000000L, "WEXITED|WNOWAIT|__WALL");

  private final PlanBuilder plan = new PlanBuilder();
  private final HostCommand command;
  private final Optional<Path> console;
  private final List<Path> hidden;
  private final BirthSteps birth;
  private final StreamSteps streams;

  private ForeignCompiler(
      HostCommand command,
      Streams files,
      Optional<Path> console,
      List<Path> hidden,
      boolean leaves) {
    this.command = command;
    this.console = console;
    this.hidden = List.copyOf(hidden);
    this.birth = new BirthSteps(plan, files, leaves);
    this.streams = new StreamSteps(plan, files, console.isPresent());
  }

  /**
   * Of a command that leaves a process behind.
   *
   * @param files what that process reads and writes
   * @param console where the runtime sends its terminal; empty if it has none
   * @param hidden mounts of the host that the runtime is not to see
   */
  public static ForeignCompiler leaving(
      HostCommand command, Streams files, Optional<Path> console, List<Path> hidden) {
    return new ForeignCompiler(command, files, console, hidden, true);
  }

  /**
   * Of a command that does its work and ends, such as {@code start}.
   *
   * @param files what it reads and writes itself
   * @param hidden mounts of the host that the runtime is not to see
   */
  public static ForeignCompiler working(HostCommand command, Streams files, List<Path> hidden) {
    return new ForeignCompiler(command, files, Optional.empty(), hidden, false);
  }

  /**
   * The plan of {@code create}.
   *
   * @param state where the monitor keeps its socket
   * @param root of the container
   * @param place where an overlay is mounted: in a namespace that only the runtime sees
   * @param label what SELinux knows the root's files by; empty for nothing
   */
  public Plan create(Path state, RootSource root, Path place, String label) {
    return compile(state, this::adopt, () -> mount(root, place, label));
  }

  /**
   * The plan of {@code exec}.
   *
   * @param state where the monitor keeps its socket
   */
  public Plan exec(Path state) {
    return compile(state, this::adopt, () -> {});
  }

  /**
   * The plan of any other command.
   *
   * @param state where the monitor keeps its socket
   */
  public Plan work(Path state) {
    return compile(state, () -> supervise("pid", "pidfd"), () -> {});
  }

  private Plan compile(Path state, Runnable launcher, Runnable mounts) {
    streams.prepare(state);
    console.ifPresent(this::listen);
    plan.because("runtime: what it leaves behind becomes the launcher's child");
    plan.call(Call.PRCTL, SUBREAPER, num(1));
    var child = plan.label();
    plan.because("runtime: a new process, whose mounts nobody else sees");
    var own = NamespaceKind.MOUNT;
    NamespaceSteps.birth(plan, own.cloneFlag(), own.flagName(), Optional.empty(), child);
    streams.keepOurEnds();
    launcher.run();
    plan.place(child);
    plan.asContainer();
    separate();
    mounts.run();
    become();
    return plan.build();
  }

  private void listen(Path path) {
    plan.because("process.terminal: where the runtime sends the terminal");
    var socket = plan.slot("console");
    var address = StreamSteps.address(path);
    var waitless = flags(1 | Flag.O_CLOEXEC | Flag.O_NONBLOCK, "SOCK_STREAM|CLOEXEC|NONBLOCK");
    plan.call(Call.SOCKET, StreamSteps.UNIX, waitless, Flag.ZERO).into(socket);
    plan.call(Call.BIND, var(socket), Arg.at(address), num(StreamSteps.ADDRESS_BYTES));
    plan.call(Call.LISTEN, var(socket), num(1));
  }

  private void awaitSuccess() {
    plan.because("runtime: wait until it has made the process");
    var info = Block.room(INFO_BYTES, "&siginfo");
    plan.call(Call.WAITID, BY_ID, var(plan.slot("pid")), Arg.at(info), ENDED_AND_STAYS, Flag.NULL);
    plan.because("runtime: did it succeed?");
    var status = Block.room(8, "its exit status");
    plan.load(info, INFO_STATUS, 4, plan.slot("status"));
    plan.store(status, 0, 8, var(plan.slot("status")));
    plan.expect(status, -1L, 0, Errno.ECHILD);
  }

  /** Whoever connects has sent the terminal before the command ended. */
  private void takeTerminal() {
    var line = plan.slot("console.line");
    plan.because("process.terminal: take it from the runtime");
    plan.call(Call.ACCEPT4, var(plan.slot("console")), Flag.NULL, Flag.NULL, Flag.CLOEXEC)
        .into(line);
    var terminal = new TerminalSteps(plan, new RootedSteps(plan));
    terminal.receive(line);
    streams.supervision().terminal(terminal.master());
  }

  /** The process that was left becomes the monitor's, as if it had made it. */
  private void adopt() {
    awaitSuccess();
    console.ifPresent(_ -> takeTerminal());
    var ward = plan.slot("ward");
    plan.because("monitor: which process did the runtime make?");
    birth.ask(ward);
    plan.call(Call.PIDFD_OPEN, var(ward), Flag.ZERO).into(plan.slot("wardfd"));
    supervise("ward", "wardfd");
  }

  private void supervise(String pid, String pidfd) {
    plan.because("monitor: look after the process, its output and its exit status");
    streams.supervision().set(Field.PID, plan.slot(pid)).set(Field.PIDFD, plan.slot(pidfd));
    plan.supervise(streams.supervision());
  }

  private void separate() {
    plan.because("runtime: nothing that is mounted here travels to the host");
    var slave = Propagation.SLAVE;
    plan.call(
        Call.MOUNT,
        Flag.NULL,
        plan.text("/"),
        Flag.NULL,
        flags(MS_REC | slave.flag(), "MS_REC|" + slave.flagName()),
        Flag.NULL);
    for (var path : hidden) {
      plan.because("cgroups: of two versions side by side it sees the first, not all know both");
      plan.call(Call.UMOUNT2, plan.text(path.toString()), Flag.DETACH);
    }
  }

  private void mount(RootSource root, Path place, String label) {
    if (!(root instanceof RootSource.Overlay overlay)) {
      return;
    }
    plan.because("root: " + overlay.lowers().size() + " layers and a layer for changes");
    var context = label.isEmpty() ? "" : ",context=\"" + label + '"';
    plan.call(
        Call.MOUNT,
        plan.text("overlay"),
        plan.text(place.toString()),
        plan.text("overlay"),
        Flag.ZERO,
        plan.text(RootSteps.options(overlay) + context));
  }

  private void become() {
    if (console.isPresent()) {
      nothingToReadOrWrite();
    } else {
      streams.takeTheirEnds();
    }
    plan.because("runtime: where the bundle is");
    plan.call(Call.CHDIR, plan.text(command.directory().toString()));
    plan.because("runtime: no descriptor of ours stays open over exec");
    plan.call(Call.CLOSE_RANGE, num(3), flags(0xffffffffL, "~0"), flags(4, "CLOSE_RANGE_CLOEXEC"));
    plan.because("runtime: " + command.program());
    plan.exec(command.candidates(), command.arguments(), command.environment());
  }

  private void nothingToReadOrWrite() {
    plan.because("runtime: the process has its terminal, the runtime itself has nothing to say");
    var nothing = plan.slot("null");
    plan.call(Call.OPENAT, Flag.CWD, plan.text("/dev/null"), Flag.READ_WRITE, Flag.ZERO)
        .into(nothing);
    for (int stream = 0; stream <= 2; stream++) {
      plan.call(Call.DUP3, var(nothing), num(stream), Flag.ZERO);
    }
  }
}
