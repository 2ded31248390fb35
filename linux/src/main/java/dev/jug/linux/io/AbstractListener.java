package dev.jug.linux.io;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;

/**
 * A listening Unix stream socket with an abstract name (unix(7)): it belongs to a network
 * namespace, not to a file system.
 */
public final class AbstractListener implements AutoCloseable {
  private static final int FAMILY_BYTES = 2;

  private final Fd fd;

  private AbstractListener(Fd fd) {
    this.fd = fd;
  }

  /**
   * Listens.
   *
   * @param name without the leading NUL, at most 106 bytes
   * @throws SysException with EADDRINUSE if somebody has the name
   */
  public static AbstractListener bind(String name) {
    var fd = Listener.stream(0);
    try (var arena = Arena.ofConfined()) {
      var address = Listener.address(arena, "\0" + name);
      long length = FAMILY_BYTES + 1L + name.length();
      long bound = Kernel.raw(Call.BIND, fd.number(), address.address(), length);
      Kernel.check(bound, Call.BIND, name);
      Kernel.check(Kernel.raw(Call.LISTEN, fd.number(), 1), Call.LISTEN, name);
      return new AbstractListener(fd);
    } catch (SysException e) {
      fd.close();
      throw e;
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
