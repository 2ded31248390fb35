package dev.jug.engine.request;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which namespaces a container shares with whom.
 *
 * @param pid processes ({@code --pid})
 * @param ipc System V IPC and message queues ({@code --ipc})
 * @param uts host name ({@code --uts})
 * @param network interfaces, addresses, ports ({@code --network}); private means a new one with
 *     only a loopback
 * @param user user ids ({@code --userns})
 * @param cgroup view of the cgroup tree ({@code --cgroupns})
 * @param ids what its user ids are, once the engine has decided on that; null if they are the
 *     machine's
 * @param joined the user namespace with these ids, if it is one that others are in; null for one of
 *     its own
 */
public record NamespaceOptions(
    NamespaceMode pid,
    NamespaceMode ipc,
    NamespaceMode uts,
    NamespaceMode network,
    UserMode user,
    NamespaceMode cgroup,
    @Nullable IdMap ids,
    @Nullable Path joined) {
  /** A container of its own in every way. */
  public static final NamespaceOptions DEFAULT =
      new NamespaceOptions(
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new NamespaceMode.Private(),
          new UserMode.Unsaid(),
          new NamespaceMode.Private());

  /** One for which the engine has not decided what its user ids are. */
  public NamespaceOptions(
      NamespaceMode pid,
      NamespaceMode ipc,
      NamespaceMode uts,
      NamespaceMode network,
      UserMode user,
      NamespaceMode cgroup) {
    this(pid, ipc, uts, network, user, cgroup, null, null);
  }

  /** The same on another network. */
  public NamespaceOptions on(NamespaceMode other) {
    return new NamespaceOptions(pid, ipc, uts, other, user, cgroup, ids, joined);
  }

  /** The same with these user ids. */
  public NamespaceOptions with(IdMap decided) {
    return new NamespaceOptions(pid, ipc, uts, network, user, cgroup, decided, joined);
  }

  /** The same with the user ids of others, in their user namespace. */
  public NamespaceOptions joining(Path users, IdMap theirs) {
    return new NamespaceOptions(pid, ipc, uts, network, user, cgroup, theirs, users);
  }

  /** The same where somebody else is asked whose user ids it has. */
  public NamespaceOptions as(UserMode other) {
    return new NamespaceOptions(pid, ipc, uts, network, other, cgroup, ids, joined);
  }
}
