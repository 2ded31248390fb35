package dev.jug.linux.ns;

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

  /** The kind with this name in an OCI spec. */
  public static Optional<NamespaceKind> ofSpec(String specName) {
    return Optional.ofNullable(BY_SPEC_NAME.get(specName));
  }
}
