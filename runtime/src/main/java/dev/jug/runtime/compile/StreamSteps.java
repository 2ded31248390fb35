package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.oci.runtime.IdMapping;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Process;
import dev.jug.runtime.Custody;
import dev.jug.runtime.KeptLog;
import dev.jug.runtime.Released;
import dev.jug.runtime.Streams;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.Label;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import dev.jug.runtime.plan.Supervision;
import dev.jug.runtime.plan.Supervision.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Standard streams, and what the monitor needs to look after them. */
final class StreamSteps {
  private static final String SOCKET = "monitor.sock";
  static final int ADDRESS_BYTES = 110;
  private static final int FIRST_INHERITED = 3;
  private static final int STATX_BYTES = 256;

  /** stx_rdev_major and stx_rdev_minor, one after the other. */
  private static final int STATX_DEVICE = 128;

  private static final long NULL_DEVICE = 1 | 3L << 32;
  static final Arg UNIX = Arg.flags(1, "AF_UNIX");
  static final Arg STREAM = Arg.flags(1 | Flag.O_CLOEXEC, "SOCK_STREAM|SOCK_CLOEXEC");

  private final PlanBuilder plan;
  private final Custody custody;
  private final boolean terminal;
  private final boolean pipes;
  private final Supervision supervision = new Supervision();
  private final Optional<Slot> client;
  private final Optional<Slot> console;
  private final List<Slot> more = new ArrayList<>();

  /** Takes the next descriptors of the plan: those of the custody, in its order. */
  StreamSteps(PlanBuilder plan, Custody custody, boolean terminal) {
    this.plan = plan;
    this.custody = custody;
    this.terminal = terminal;
    this.pipes = !terminal && custody.inherited().isEmpty();
    this.client =
        custody instanceof Streams streams
            ? streams.client().map(_ -> plan.descriptor("client"))
            : Optional.empty();
    this.console =
        custody instanceof Released released
            ? released.console().map(_ -> plan.descriptor("console"))
            : Optional.empty();
    for (int i = 0; i < custody.more().size(); i++) {
      more.add(plan.descriptor("inherited" + i));
    }
    if (terminal && !monitored() && console.isEmpty()) {
      throw new InvalidSpecException(
          "process.terminal: a terminal needs a console socket to send it to");
    }
  }

  /** Whether the launcher stays with the process. */
  boolean monitored() {
    return custody instanceof Streams;
  }

  /** Where the master side of the terminal goes. */
  Slot console() {
    return console.orElseGet(() -> Line.childEnd(plan));
  }

  Supervision supervision() {
    return supervision;
  }

  /** In the launcher, before the child exists. */
  void prepare(Path state) {
    client.ifPresent(slot -> supervision.set(Field.CLIENT, slot));
    var directory = openState(state);
    if (custody instanceof Streams streams) {
      if (streams.lasts()) {
        supervision.set(Field.STATE, directory);
        listen(state.resolve(SOCKET));
      }
      streams.log().ifPresent(this::openLog);
      if (streams.stdinOnce()) {
        supervision.stdinOnce();
      }
      if (pipes) {
        pipes(streams);
      }
    }
  }

  /**
   * In the launcher: inside a user namespace the pipes would be nobody's, and nobody could give
   * them away. Their owner may open them again, as /dev/stdout.
   */
  void give(Process process, List<IdMapping> users) {
    if (pipes && custody instanceof Streams streams) {
      IdMaps.outside(users, process.user().uid())
          .ifPresent(owner -> {
            plan.because("process.user: owns its standard streams");
            var ends = new ArrayList<>(List.of("stdout.write", "stderr.write"));
            if (streams.stdin()) {
              ends.addFirst("stdin.read");
            }
            ends.forEach(end ->
                plan.call(Call.FCHOWN, var(plan.slot(end)), num(owner), Arg.flags(-1, "-1")));
          });
    }
  }

  private Slot openState(Path state) {
    plan.because("state: the container's own directory");
    var directory = plan.slot("state");
    plan.call(Call.OPENAT, Flag.CWD, plan.text(state.toString()), Flag.DIRECTORY, Flag.ZERO)
        .into(directory);
    return directory;
  }

  private void pipes(Streams streams) {
    plan.because("process: standard streams");
    if (streams.stdin()) {
      pipe("stdin");
    } else {
      plan.call(Call.OPENAT, Flag.CWD, plan.text("/dev/null"), Flag.READ, Flag.ZERO)
          .into(plan.slot("stdin.read"));
    }
    pipe("stdout");
    pipe("stderr");
  }

  private void listen(Path path) {
    plan.because("monitor: where an engine finds it again");
    var socket = plan.slot("listen");
    plan.call(Call.SOCKET, UNIX, STREAM, Flag.ZERO).into(socket);
    plan.call(Call.BIND, var(socket), Arg.at(address(path)), num(ADDRESS_BYTES));
    plan.call(Call.LISTEN, var(socket), num(16));
    supervision.set(Field.LISTEN, socket);
  }

  /** The address of a socket in a state directory (unix(7)). */
  static Block address(Path path) {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length > ADDRESS_BYTES - 3) {
      throw new IllegalArgumentException("the state directory's path is too long: " + path);
    }
    var address = Block.struct(ADDRESS_BYTES, '"' + path.toString() + '"').put(0, 2, 1);
    for (int i = 0; i < name.length; i++) {
      address.put(2 + i, 1, name[i]);
    }
    return address;
  }

  private void openLog(KeptLog log) {
    plan.because("log: the output is kept");
    var file = plan.slot("log");
    var name = plan.text(log.file().toString());
    plan.call(Call.OPENAT, Flag.CWD, name, Flag.APPEND, Arg.mode(0600))
        .into(file)
        .hint("that is on the disk of the engine's state directory: see to it");
    supervision.set(Field.LOG, file);
    if (log.maxFiles() > 0) {
      var directory = plan.slot("logs");
      var place = plan.text(log.directory().toString());
      plan.call(Call.OPENAT, Flag.CWD, place, Flag.DIRECTORY, Flag.ZERO).into(directory);
      supervision.set(Field.LOGS, directory);
      supervision.turns(log.maxBytes(), log.maxFiles(), log.number());
    }
  }

  private void pipe(String name) {
    var ends = Block.room(8, "&" + name);
    plan.call(Call.PIPE2, Arg.at(ends), Flag.CLOEXEC);
    plan.load(ends, 0, 4, plan.slot(name + ".read"));
    plan.load(ends, 4, 4, plan.slot(name + ".write"));
  }

  /**
   * In the launcher, once the child has its own copies: without this the end of the output would
   * never be seen.
   */
  void keepOurEnds() {
    if (!pipes) {
      return;
    }
    plan.because("monitor: close the container's ends of the pipes");
    close("stdin.read");
    close("stdout.write");
    close("stderr.write");
    if (custody instanceof Streams streams && streams.stdin()) {
      supervision.set(Field.STDIN, plan.slot("stdin.write"));
    }
    supervision.set(Field.STDOUT, plan.slot("stdout.read"));
    supervision.set(Field.STDERR, plan.slot("stderr.read"));
  }

  private void close(String slot) {
    plan.call(Call.CLOSE, var(plan.slot(slot)));
  }

  /** In the child: its ends become descriptors 0, 1 and 2. */
  void takeTheirEnds() {
    if (pipes) {
      plan.because("process: standard streams");
      duplicate("stdin.read", 0);
      duplicate("stdout.write", 1);
      duplicate("stderr.write", 2);
    }
  }

  private void duplicate(String from, int to) {
    plan.call(Call.DUP3, var(plan.slot(from)), num(to), Flag.ZERO);
  }

  /** Hands the standard streams to the process's user, so that it can open /dev/stdout again. */
  void own(Process process) {
    long uid = process.user().uid();
    if (uid == 0) {
      return;
    }
    plan.because("process.user: owns its standard streams");
    boolean stdin = !pipes || (custody instanceof Streams streams && streams.stdin());
    for (int stream = stdin ? 0 : 1; stream <= 2; stream++) {
      var done = plan.label();
      if (!pipes && !terminal) {
        unlessNull(stream, done);
      }
      plan.call(Call.FCHOWN, num(stream), num(uid), Arg.flags(-1, "-1")).accept();
      plan.place(done);
    }
  }

  /** An inherited stream may be the host's /dev/null, which is everybody's. */
  private void unlessNull(int stream, Label done) {
    var status = Block.room(STATX_BYTES, "statx");
    var device = Block.room(8, "device");
    var other = plan.label();
    plan.call(Call.STATX, num(stream), Flag.EMPTY, Flag.THIS_MOUNT, num(1), Arg.at(status));
    plan.load(status, STATX_DEVICE, 8, plan.slot("device"));
    plan.store(device, 0, 8, var(plan.slot("device")));
    plan.expect(device, -1L, NULL_DEVICE, Errno.ENODEV).orGoTo(other);
    plan.goTo(done);
    plan.place(other);
  }

  /**
   * In the child, when no other descriptor is needed any more but the one for reports: what it
   * inherits becomes 3, 4, …
   */
  void pass() {
    if (more.isEmpty()) {
      return;
    }
    plan.because("process: the descriptors it inherits");
    for (var slot : more) {
      moveUp(slot);
    }
    moveUp(Slot.REPORT);
    for (int i = 0; i < more.size(); i++) {
      plan.call(Call.DUP3, var(more.get(i)), num(FIRST_INHERITED + i), Flag.ZERO);
    }
  }

  /** Out of the way of what gets the low numbers. */
  private void moveUp(Slot slot) {
    plan.call(
            Call.FCNTL,
            var(slot),
            Arg.flags(1030, "F_DUPFD_CLOEXEC"),
            num(FIRST_INHERITED + more.size()))
        .into(slot);
  }
}
