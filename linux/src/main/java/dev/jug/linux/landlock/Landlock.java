package dev.jug.linux.landlock;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;

/** Landlock of this kernel, and the numbers of landlock.h. */
public final class Landlock {
  /** No Landlock: not built, or not among the security modules that are active. */
  public static final int NONE = 0;

  /** Linux 5.19: files can be moved between directories. */
  public static final int MOVES = 2;

  /** Linux 6.7: ports of TCP. */
  public static final int PORTS = 4;

  /** Linux 6.12: signals and abstract sockets. */
  public static final int SCOPES = 6;

  /** A rule about a file, or a directory with all below it ({@code landlock_add_rule(2)}). */
  public static final int RULE_PATH_BENEATH = 1;

  /** A rule about a port. */
  public static final int RULE_NET_PORT = 2;

  /** Binding a socket to a port of TCP. */
  public static final long BIND_TCP = 1;

  /** Connecting to a port of TCP. */
  public static final long CONNECT_TCP = 1 << 1;

  /** Abstract Unix sockets that somebody outside has made. */
  public static final long SCOPE_ABSTRACT_SOCKETS = 1;

  /** Signals to processes outside. */
  public static final long SCOPE_SIGNALS = 1 << 1;

  private static final int VERSION = 1;

  private Landlock() {}

  /** Which version of its interface this kernel has, from 1 (Linux 5.13) on; else {@link #NONE}. */
  public static int version() {
    return (int) Math.max(NONE, Kernel.raw(Call.LANDLOCK_CREATE_RULESET, 0, 0, VERSION));
  }
}
