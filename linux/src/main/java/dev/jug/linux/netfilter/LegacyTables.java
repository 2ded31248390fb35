package dev.jug.linux.netfilter;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tables of iptables in the kernel before nf_tables (ip_tables and ip6_tables), seen from
 * outside: how large they are and where their chains begin. It costs a system call; who changes
 * them makes no sound that could be heard. For the network namespace in which it was opened.
 */
public final class LegacyTables implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int RAW_CLOEXEC = 3 | 0x80000;
  private static final int IPPROTO_RAW = 255;
  private static final int SOL_IP = 0;
  private static final int SOL_IPV6 = 41;

  /** IPT_SO_GET_INFO and IP6T_SO_GET_INFO of linux/netfilter_ipv4/ip_tables.h and its sibling. */
  private static final int GET_INFO = 64;

  /** struct ipt_getinfo: name, hooks, 5 entry points, 5 ends, number of rules, bytes. */
  private static final int INFO_BYTES = 84;

  private static final int NAME_BYTES = 32;

  private final boolean ipv4;
  private final Fd socket;

  private LegacyTables(boolean ipv4, Fd socket) {
    this.ipv4 = ipv4;
    this.socket = socket;
  }

  /** What a table looks like from outside: it differs after almost any change. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by its content, below.
  public record Outline(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Outline(var others) && Arrays.equals(bytes, others);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** Those of a family. */
  public static LegacyTables open(boolean ipv4) {
    int family = ipv4 ? AF_INET : AF_INET6;
    long made = Kernel.raw(Call.SOCKET, family, RAW_CLOEXEC, IPPROTO_RAW);
    return new LegacyTables(
        ipv4, new Fd((int) Kernel.check(made, Call.SOCKET, family, RAW_CLOEXEC, IPPROTO_RAW)));
  }

  /**
   * Looks at a table, which the kernel makes if it can and there is none.
   *
   * @param table such as {@code filter}
   * @return empty if the kernel does not have it
   */
  public Optional<Outline> outline(String table) {
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(INFO_BYTES, Integer.BYTES);
      var name = table.getBytes(StandardCharsets.US_ASCII);
      MemorySegment.copy(name, 0, info, JAVA_BYTE, 0, Math.min(name.length, NAME_BYTES - 1));
      var length = Kernel.integer(arena, INFO_BYTES);
      long level = ipv4 ? SOL_IP : SOL_IPV6;
      long result =
          Kernel.raw(
              Call.GETSOCKOPT, socket.number(), level, GET_INFO, info.address(), length.address());
      if (result == -Errno.ENOENT.number() || result == -Errno.ENOPROTOOPT.number()) {
        return Optional.empty();
      }
      Kernel.check(result, Call.GETSOCKOPT, level, GET_INFO, table);
      return Optional.of(new Outline(info.toArray(JAVA_BYTE)));
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
