package dev.jug.runtime.compile;

import static dev.jug.runtime.plan.Arg.num;
import static dev.jug.runtime.plan.Arg.var;

import dev.jug.linux.Call;
import dev.jug.runtime.Streams;
import dev.jug.runtime.plan.Arg;
import dev.jug.runtime.plan.Block;
import dev.jug.runtime.plan.PlanBuilder;
import dev.jug.runtime.plan.Slot;
import dev.jug.runtime.plan.Supervision;
import dev.jug.runtime.plan.Supervision.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Standard streams, and what the monitor needs to look after them. */
final class StreamSteps {
  private static final String SOCKET = "monitor.sock";
  private static final int ADDRESS_BYTES = 110;
  private static final Arg UNIX = Arg.flags(1, "AF_UNIX");
  private static final Arg STREAM = Arg.flags(1 | Flag.O_CLOEXEC, "SOCK_STREAM|SOCK_CLOEXEC");

  private final PlanBuilder plan;
  private final Streams streams;
  private final boolean terminal;
  private final Supervision supervision = new Supervision();
  private final Optional<Slot> client;

  StreamSteps(PlanBuilder plan, Streams streams, boolean terminal) {
    this.plan = plan;
    this.streams = streams;
    this.terminal = terminal;
    this.client = streams.client().map(_ -> plan.descriptor("client"));
  }

  Supervision supervision() {
    return supervision;
  }

  /** In the launcher, before the child exists. */
  void prepare(Path state) {
    client.ifPresent(slot -> supervision.set(Field.CLIENT, slot));
    monitorFiles(state);
    if (terminal) {
      return;
    }
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

  private void monitorFiles(Path state) {
    plan.because("monitor: where the exit status goes, and where an engine finds it again");
    var directory = plan.slot("state");
    plan.call(Call.OPENAT, Flag.CWD, plan.text(state.toString()), Flag.DIRECTORY, Flag.ZERO)
        .into(directory);
    supervision.set(Field.STATE, directory);
    listen(state.resolve(SOCKET));
    streams.log().ifPresent(this::openLog);
    if (streams.stdinOnce()) {
      supervision.stdinOnce();
    }
  }

  private void listen(Path path) {
    var socket = plan.slot("listen");
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    if (name.length > ADDRESS_BYTES - 3) {
      throw new IllegalArgumentException("the state directory's path is too long: " + path);
    }
    var address = Block.struct(ADDRESS_BYTES, '"' + path.toString() + '"').put(0, 2, 1);
    for (int i = 0; i < name.length; i++) {
      address.put(2 + i, 1, name[i]);
    }
    plan.call(Call.SOCKET, UNIX, STREAM, Flag.ZERO).into(socket);
    plan.call(Call.BIND, var(socket), Arg.at(address), num(ADDRESS_BYTES));
    plan.call(Call.LISTEN, var(socket), num(16));
    supervision.set(Field.LISTEN, socket);
  }

  private void openLog(Path log) {
    plan.because("log: the output is kept");
    var file = plan.slot("log");
    plan.call(Call.OPENAT, Flag.CWD, plan.text(log.toString()), Flag.APPEND, Arg.mode(0600))
        .into(file);
    supervision.set(Field.LOG, file);
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
    if (terminal) {
      return;
    }
    plan.because("monitor: close the container's ends of the pipes");
    close("stdin.read");
    close("stdout.write");
    close("stderr.write");
    if (streams.stdin()) {
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
    if (!terminal) {
      plan.because("process: standard streams");
      duplicate("stdin.read", 0);
      duplicate("stdout.write", 1);
      duplicate("stderr.write", 2);
    }
  }

  private void duplicate(String from, int to) {
    plan.call(Call.DUP3, var(plan.slot(from)), num(to), Flag.ZERO);
  }
}
