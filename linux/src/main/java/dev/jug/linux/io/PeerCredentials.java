package dev.jug.linux.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;

/**
 * Who is at the other end of a Unix socket (unix(7), SO_PEERCRED).
 *
 * @param pid process id in our pid namespace, 0 if it has none there
 * @param uid effective user id
 * @param gid effective group id
 */
public record PeerCredentials(int pid, int uid, int gid) {
  private static final int SOL_SOCKET = 1;
  private static final int SO_PEERCRED = 17;

  static PeerCredentials of(Fd fd) {
    try (var arena = Arena.ofConfined()) {
      var credentials = arena.allocate(12, 4);
      var length = Kernel.integer(arena, 12);
      long result =
          Kernel.raw(
              Call.GETSOCKOPT,
              fd.number(),
              SOL_SOCKET,
              SO_PEERCRED,
              credentials.address(),
              length.address());
      Kernel.check(result, Call.GETSOCKOPT, fd, "SO_PEERCRED");
      return new PeerCredentials(
          credentials.getAtIndex(JAVA_INT, 0),
          credentials.getAtIndex(JAVA_INT, 1),
          credentials.getAtIndex(JAVA_INT, 2));
    }
  }
}
