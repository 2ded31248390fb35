package dev.jug.linux.ns;

import static dev.jug.linux.fs.OpenFlag.O_CLOEXEC;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of namespaces(7), in the order in which a process joins them: user first, because it
 * gives the rights.
 */
public enum NamespaceKind {
  USER("user", "user", 0x10000000L),
  PID("pid", "pid", 0x20000000L),
  NETWORK("network", "net", 0x40000000L),
  IPC("ipc", "ipc", 0x08000000L),
  UTS("uts", "uts", 0x04000000L),
  CGROUP("cgroup", "cgroup", 0x02000000L),
  TIME("time", "time", 0x00000080L),
  MOUNT("mount", "mnt", 0x00020000L);

  private static final int AT_FDCWD = -100;
  private static final int LONGEST_IDENTITY = 64;
  private static final Map<String, NamespaceKind> BY_SPEC_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(NamespaceKind::specName, kind -> kind));

  private final String specName;
  private final String procName;
  private final long cloneFlag;

  NamespaceKind(String specName, String procName, long cloneFlag) {
    this.specName = specName;
    this.procName = procName;
    this.cloneFlag = cloneFlag;
  }

  /** The name in an OCI spec, such as {@code network}. */
  public String specName() {
    return specName;
  }

  /** The name of the file in /proc/PID/ns, such as {@code net}. */
  public String procName() {
    return procName;
  }

  /** The CLONE_NEW… flag of clone(2), unshare(2) and setns(2). */
  public long cloneFlag() {
    return cloneFlag;
  }

  /** The flag's name, such as {@code CLONE_NEWNET}. */
  public String flagName() {
    return this == MOUNT ? "CLONE_NEWNS" : this == NETWORK ? "CLONE_NEWNET" : "CLONE_NEW" + name();
  }

  /**
   * Opens the namespace that a process is in, to join it or to name it in a call.
   *
   * @throws dev.jug.linux.SysException with ENOENT if the process is gone
   */
  public Fd open(int pid) {
    return open(path(Integer.toString(pid)));
  }

  /** Opens the namespace that this thread is in. */
  Fd openOwn() {
    return open(path("thread-self"));
  }

  static Fd open(String path) {
    try (var arena = Arena.ofConfined()) {
      long address = Kernel.path(arena, path).address();
      long result = Kernel.raw(Call.OPENAT, AT_FDCWD, address, O_CLOEXEC);
      return new Fd((int) Kernel.check(result, Call.OPENAT, path));
    }
  }

  /**
   * What the kernel calls the namespace that a process is in, such as {@code net:[4026531840]}:
   * equal if and only if the namespace is the same. Empty if the process is gone.
   *
   * @param pid a process id, or {@code self}
   */
  public Optional<String> identity(String pid) {
    try (var arena = Arena.ofConfined()) {
      var text = arena.allocate(LONGEST_IDENTITY);
      long path = Kernel.path(arena, path(pid)).address();
      long length =
          Kernel.raw(Call.READLINKAT, AT_FDCWD, path, text.address(), LONGEST_IDENTITY - 1);
      return length < 0 ? Optional.empty() : Optional.of(text.getString(0));
    }
  }

  private String path(String pid) {
    return "/proc/" + pid + "/ns/" + procName;
  }

  /** The kind with this name in an OCI spec. */
  public static Optional<NamespaceKind> ofSpec(String specName) {
    return Optional.ofNullable(BY_SPEC_NAME.get(specName));
  }
}
