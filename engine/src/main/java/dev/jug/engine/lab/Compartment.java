package dev.jug.engine.lab;

import dev.jug.linux.ns.NamespaceKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What keeps a process apart in one way or another.
 *
 * @param name in one word
 * @param rooted whether it has a directory as root
 * @param apart whether it has namespaces of its own
 * @param grouped whether it has a group with limits
 */
record Compartment(String name, boolean rooted, boolean apart, boolean grouped) {
  /** Namespaces, as {@code unshare} makes them; the one of users comes with them. */
  static final List<NamespaceKind> KINDS =
      List.of(
          NamespaceKind.USER,
          NamespaceKind.UTS,
          NamespaceKind.IPC,
          NamespaceKind.NETWORK,
          NamespaceKind.PID,
          NamespaceKind.MOUNT);

  static List<Compartment> all() {
    return List.of(
        new Compartment("chroot", true, false, false),
        new Compartment("namespaces", false, true, false),
        new Compartment("cgroup", false, false, true),
        new Compartment("together", true, true, true));
  }

  /** How many processes there are before the one that is too many. */
  int processes() {
    return apart ? 2 : 1;
  }

  /** How one would have it in a shell. */
  String shell() {
    var words =
        List.of(
            grouped ? "cgexec -g memory,pids,devices:lab" : "",
            apart ? "unshare --user --uts --ipc --net --pid --mount --fork" : "",
            rooted ? "chroot root" : "",
            "sh");
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
  }

  /** The calls. */
  String calls() {
    var words =
        List.of(
            grouped ? "mkdirat(2), write(2) to cgroup.procs" : "",
            apart ? "unshare(2), clone3(2)" : "",
            rooted ? "chroot(2), chdir(2)" : "");
    return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining("; "));
  }

  static long cloneFlags() {
    return KINDS.stream().mapToLong(NamespaceKind::cloneFlag).sum();
  }

  static String flagNames() {
    return KINDS.stream().map(NamespaceKind::flagName).collect(Collectors.joining("|"));
  }
}
