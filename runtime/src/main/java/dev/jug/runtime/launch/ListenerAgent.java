package dev.jug.runtime.launch;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Pidfd;
import dev.jug.oci.runtime.ListenerState;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.State;
import dev.jug.oci.runtime.StateCodec;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The agent that decides on system calls whose action is SCMP_ACT_NOTIFY (config-linux.md, "The
 * Container Process State"). It is given the listener and told whose it is.
 */
final class ListenerAgent {
  private final Seccomp seccomp;

  ListenerAgent(Seccomp seccomp) {
    this.seccomp = seccomp;
  }

  /**
   * Takes the listener out of the process that loaded the filter, and hands it to the agent.
   *
   * @param descriptor its number there
   */
  void take(int pid, int descriptor, State state) {
    var path = Objects.requireNonNull(seccomp.listenerPath());
    var document = new StateCodec().write(ListenerState.of(pid, seccomp.listenerMetadata(), state));
    try (var process = Pidfd.open(pid).orElseThrow(() -> gone(pid));
        var listener = process.take(descriptor);
        var agent = Socket.connect(Path.of(path))) {
      agent.send(document, 0, document.length, List.of(listener));
    } catch (SysException e) {
      throw new LaunchException(
          Kind.OTHER, Optional.of(e.errno()), "linux.seccomp.listenerPath: " + e.getMessage());
    }
  }

  private static SysException gone(int pid) {
    return new SysException("pidfd_open", Errno.ESRCH, pid);
  }
}
