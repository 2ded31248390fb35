package dev.jug.runtime.launch;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.Socket;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.Hook;
import dev.jug.oci.runtime.State;
import dev.jug.oci.runtime.StateCodec;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.RunningProcess;
import dev.jug.runtime.Streams;
import dev.jug.runtime.compile.HookCompiler;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Runs hooks, one after the other (config.md, "POSIX-platform Hooks"). Each reads the container's
 * state from its standard input, and has to end within its time.
 */
final class HookRunner {
  private final Birth birth;

  HookRunner(Birth birth) {
    this.birth = birth;
  }

  /**
   * Runs hooks in the namespaces of the runtime.
   *
   * @param stage the hooks' name in the spec
   * @throws LaunchException if one fails; those behind it are not run
   */
  void outside(String stage, List<Hook> hooks, State state) {
    run(stage, hooks, state, EnumSet.noneOf(NamespaceKind.class));
  }

  /** Runs hooks in these namespaces of the container. */
  void inside(String stage, List<Hook> hooks, State state, EnumSet<NamespaceKind> kinds) {
    run(stage, hooks, state, kinds);
  }

  private void run(String stage, List<Hook> hooks, State state, EnumSet<NamespaceKind> kinds) {
    for (int i = 0; i < hooks.size(); i++) {
      run("hooks." + stage + "[" + i + "]: ", hooks.get(i), state, kinds);
    }
  }

  private void run(String name, Hook hook, State state, EnumSet<NamespaceKind> kinds) {
    Path folder;
    try {
      folder = Files.createTempDirectory("jug-hook-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (var pair = Socket.pair()) {
      var streams = new Streams(true, true, Optional.empty(), Optional.of(pair.second()));
      var plan =
          new HookCompiler(hook, state.pid(), kinds)
              .compile(folder, streams, Path.of(state.bundle()));
      var delivery = new Delivery(plan, hook.path(), folder, streams, Optional.empty());
      try (var process = birth.monitored(delivery)) {
        pair.second().close();
        finish(name, hook, process, talk(pair.first(), state, hook, process));
      }
    } catch (LaunchException e) {
      throw new LaunchException(Kind.OTHER, e.errno(), prefixed(name, e.getMessage()));
    } finally {
      remove(folder);
    }
  }

  private static String prefixed(String name, String message) {
    return message.startsWith("hooks.") ? message : name + message;
  }

  /** Hands the state over and collects what the hook says, until it ends or its time is up. */
  private static String talk(Socket socket, State state, Hook hook, RunningProcess process) {
    var heard = new Heard();
    var alarm = alarm(hook, process);
    try (var frames = new FrameSocket(new Socket(new Fd(socket.fd().steal())))) {
      tell(frames, state);
      heard.listen(frames);
    } catch (SysException | BrokenFrameException e) {
      // How it ended says the rest.
    } finally {
      alarm.ifPresent(Thread::interrupt);
    }
    return heard.text();
  }

  /** A hook need not read what it is told. */
  private static void tell(FrameSocket frames, State state) {
    try {
      frames.send(Frame.of(FrameType.STDIN, new StateCodec().write(state)));
      frames.send(Frame.of(FrameType.STDIN_EOF));
    } catch (SysException e) {
      // What it has said is still to be read.
    }
  }

  private static Optional<Thread> alarm(Hook hook, RunningProcess process) {
    var seconds = hook.timeout();
    return seconds == null
        ? Optional.empty()
        : Optional.of(
            Thread.startVirtualThread(() -> {
              try {
                Thread.sleep(Duration.ofSeconds(seconds));
                process.signal(Signal.KILL);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private static void finish(String name, Hook hook, RunningProcess process, String output) {
    int code = process.await().code();
    if (code == 0) {
      return;
    }
    var timeout = hook.timeout();
    boolean late = timeout != null && code == 128 + Signal.KILL.number();
    throw new LaunchException(
        Kind.OTHER,
        Optional.empty(),
        name
            + hook.path()
            + (late ? " did not end within " + timeout + " s" : " exited with status " + code)
            + (output.isEmpty() ? "" : ": " + output));
  }

  private static void remove(Path folder) {
    try {
      Tree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
