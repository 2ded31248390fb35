package dev.jug.runtime.seccomp;

import dev.jug.linux.seccomp.Architecture;
import dev.jug.oci.runtime.Seccomp.Argument;
import dev.jug.oci.runtime.Seccomp.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call that x86 also has behind socketcall(2) or ipc(2), whose first argument selects it.
 * libseccomp extends rules to that second way. It cannot check the real arguments there, because
 * they are in memory or in other places: of a rule's conditions only those on later arguments are
 * kept, and they see the arguments of the multiplexer.
 *
 * @param multiplexer name of the call behind which it is
 * @param selector first argument of the multiplexer (linux/net.h, linux/ipc.h)
 */
record MultiplexedCall(String multiplexer, int selector) {
  /** In the order of their selectors, from 1; what is empty has none. */
  private static final List<String> SOCKET =
      List.of(
          "socket",
          "bind",
          "connect",
          "listen",
          "accept",
          "getsockname",
          "getpeername",
          "socketpair",
          "send",
          "recv",
          "sendto",
          "recvfrom",
          "shutdown",
          "setsockopt",
          "getsockopt",
          "sendmsg",
          "recvmsg",
          "accept4",
          "recvmmsg",
          "sendmmsg");

  private static final List<String> SEMAPHORES = List.of("semop", "semget", "semctl", "semtimedop");
  private static final List<String> MESSAGES = List.of("msgsnd", "msgrcv", "msgget", "msgctl");
  private static final List<String> SHARED_MEMORY = List.of("shmat", "shmdt", "shmget", "shmctl");

  static Optional<MultiplexedCall> of(Architecture architecture, String name) {
    if (architecture != Architecture.X86) {
      return Optional.empty();
    }
    return in("socketcall", SOCKET, 1, name)
        .or(() -> in("ipc", SEMAPHORES, 1, name))
        .or(() -> in("ipc", MESSAGES, 11, name))
        .or(() -> in("ipc", SHARED_MEMORY, 21, name));
  }

  /** The rule for the multiplexer that means the same, as far as it can. */
  Rule behind(Rule rule) {
    var selected = new Argument(0, selector, 0, "SCMP_CMP_EQ");
    var rest = rule.args().stream().filter(argument -> argument.index() != 0);
    var arguments = Stream.concat(Stream.of(selected), rest).toList();
    return new Rule(rule.names(), rule.action(), rule.errnoRet(), arguments);
  }

  private static Optional<MultiplexedCall> in(
      String multiplexer, List<String> calls, int first, String name) {
    int place = calls.indexOf(name);
    return place < 0
        ? Optional.empty()
        : Optional.of(new MultiplexedCall(multiplexer, first + place));
  }
}
