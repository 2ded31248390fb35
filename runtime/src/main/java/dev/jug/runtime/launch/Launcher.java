package dev.jug.runtime.launch;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Pidfd;
import dev.jug.linux.proc.Signal;
import dev.jug.linux.proc.Spawner;
import dev.jug.wire.FrameSocket;
import java.util.List;
import java.util.Optional;

/**
 * A launcher process that waits for its plan. Closing its socket before it got one ends it.
 *
 * @param process the process, a child of ours that must be reaped; empty if it is another's
 * @param socket the line to it
 */
record Launcher(Optional<Pidfd> process, FrameSocket socket) {
  static Launcher spawn(Fd executable) {
    try (var pair = Socket.pair()) {
      int pid = Spawner.spawn(executable, List.of("jug-launcher"), pair.second().fd());
      return new Launcher(Optional.of(held(pid, pair)), ours(pair));
    }
  }

  /** It ends with the line to it, should there be no descriptor for it. */
  private static Pidfd held(int pid, Socket.Pair pair) {
    try {
      return Pidfd.open(pid).orElseThrow();
    } catch (SysException e) {
      pair.first().shutdown();
      Spawner.reap(pid);
      throw e;
    }
  }

  /** Our end of the line to it. */
  static FrameSocket ours(Socket.Pair pair) {
    return new FrameSocket(new Socket(new Fd(pair.first().fd().steal())));
  }

  /** Whether it was killed while it waited. */
  boolean isGone() {
    return socket.isEnded();
  }

  /** Waits for the process's end and takes its status, so that no zombie is left. */
  void reap() {
    process.ifPresent(child -> {
      try (child) {
        child.reap();
      }
    });
  }

  /** Ends a launcher that got no plan, or whose plan has failed: it ends by itself. */
  void dismiss() {
    socket.close();
    reap();
  }

  /** Ends one that does not keep to the protocol, whatever it is doing. */
  void kill() {
    process.ifPresent(child -> child.signal(Signal.KILL));
    dismiss();
  }
}
