package dev.jug.engine.request;

/**
 * Which namespaces a container shares with whom.
 *
 * @param pid processes ({@code --pid})
 * @param ipc System V IPC and message queues ({@code --ipc})
 * @param uts host name ({@code --uts})
 * @param network interfaces, addresses, ports ({@code --network}); private means a new one with
 *     only a loopback
 * @param user user ids ({@code --userns}); private means not to have one of its own, as Docker
 *     without remapping
 * @param cgroup view of the cgroup tree ({@code --cgroupns})
 */
public record NamespaceOptions(
    NamespaceMode pid,
    NamespaceMode ipc,
    NamespaceMode uts,
    NamespaceMode network,
    NamespaceMode user,
    NamespaceMode cgroup) {
  /** A container of its own in every way. */
  public static final NamespaceOptions DEFAULT =
      new NamespaceOptions(
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new NamespaceMode.Private());

  /** The same on another network. */
  public NamespaceOptions on(NamespaceMode other) {
    return new NamespaceOptions(pid, ipc, uts, other, user, cgroup);
  }
}
