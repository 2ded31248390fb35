package dev.jug.linux.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A listening Unix stream socket at a path (unix(7)), readable and writable by its owner only. */
public final class Listener implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int STREAM_CLOEXEC = 1 | 0x80000;
  private static final int NONBLOCK = 0x800;
  private static final int NONBLOCK_CLOEXEC = NONBLOCK | 0x80000;
  private static final int BACKLOG = 1024;
  private static final int PATH_OFFSET = 2;
  private static final int ADDRESS_BYTES = 110;

  private final Fd fd;
  private final Path path;

  private Listener(Fd fd, Path path) {
    this.fd = fd;
    this.path = path;
  }

  /**
   * Listens at a path, replacing a dead socket that lies there.
   *
   * @param path at most 107 bytes
   * @throws SysException if the path cannot be bound
   */
  public static Listener bind(Path path) {
    var fd = stream(NONBLOCK);
    try (var arena = Arena.ofConfined()) {
      Files.deleteIfExists(path);
      var address = address(arena, path.toString());
      long bound = Kernel.raw(Call.BIND, fd.number(), address.address(), address.byteSize());
      Kernel.check(bound, Call.BIND, path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      Kernel.check(Kernel.raw(Call.LISTEN, fd.number(), BACKLOG), Call.LISTEN, path);
      return new Listener(fd, path);
    } catch (IOException e) {
      fd.close();
      throw new UncheckedIOException(e);
    } catch (SysException e) {
      fd.close();
      throw e;
    }
  }

  /**
   * Waits for the next connection (accept4(2)).
   *
   * @throws SysException with EINTR if the thread is interrupted
   */
  public Socket accept() {
    while (true) {
      long result = fd.use(n -> Kernel.raw(Call.ACCEPT4, n, 0, 0, NONBLOCK_CLOEXEC));
      if (result == -Errno.EAGAIN.number() || result == -Errno.ECONNABORTED.number()) {
        Poller.INPUT.await(fd);
      } else {
        return new Socket(new Fd((int) Kernel.check(result, Call.ACCEPT4, path)));
      }
    }
  }

  static Fd stream(int flags) {
    long result = Kernel.raw(Call.SOCKET, AF_UNIX, STREAM_CLOEXEC | flags, 0);
    return new Fd((int) Kernel.check(result, Call.SOCKET, "AF_UNIX"));
  }

  /** Whether a path is short enough for an address (unix(7)). */
  static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length < ADDRESS_BYTES - PATH_OFFSET;
  }

  static MemorySegment address(Arena arena, String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= ADDRESS_BYTES - PATH_OFFSET) {
      throw new SysException("bind", Errno.ENAMETOOLONG, path);
    }
    var address = arena.allocate(ADDRESS_BYTES, 2);
    address.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, PATH_OFFSET, bytes.length);
    return address;
  }

  /** Stops listening and removes the path. */
  @Override
  public void close() {
    fd.close();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
