package dev.jug.engine.learn;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.seccomp.Architecture;
import dev.jug.linux.seccomp.Notifications.Notification;
import dev.jug.linux.seccomp.SyscallTable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is seen of a container. Thread-safe. */
final class Notes {
  private static final Set<Capability> OVER_FILES =
      Set.of(Capability.DAC_OVERRIDE, Capability.FOWNER);

  /** AF_INET and AF_INET6. */
  private static final Set<Long> INTERNET = Set.of(2L, 10L);

  private static final String NOT_SEEN = "a process had it; use of it is not seen";

  private final Map<Integer, Map<Integer, String>> names = new HashMap<>();
  private final Set<Integer> known = new HashSet<>();
  private final Set<String> calls = new TreeSet<>();
  private final Map<Capability, String> capabilities = new EnumMap<>(Capability.class);
  private final Set<Destination> destinations = new TreeSet<>();
  private boolean sockets;

  synchronized void add(Notification notification) {
    var call = name(notification);
    var caller = new Caller(notification.pid());
    calls.add(call);
    CapabilityUse.of(call, notification.arguments())
        .filter(used -> isHeld(used, caller.capabilities()))
        .ifPresent(used -> capabilities.putIfAbsent(used, call));
    // A program that is executed may have other capabilities than the one before it.
    if (known.add(notification.pid()) || call.startsWith("exec")) {
      long held = caller.capabilities();
      OVER_FILES.stream()
          .filter(capability -> isHeld(capability, held))
          .forEach(capability -> capabilities.putIfAbsent(capability, NOT_SEEN));
    }
    sockets |= call.equals("socket") && INTERNET.contains(notification.arguments().getFirst());
    Destination.of(call, notification.arguments(), caller).ifPresent(destinations::add);
  }

  private static boolean isHeld(Capability capability, long held) {
    return (held & capability.bit()) != 0;
  }

  private String name(Notification notification) {
    var table = names.computeIfAbsent(notification.architecture(), Notes::table);
    return table.getOrDefault(notification.number(), "");
  }

  private static Map<Integer, String> table(int audit) {
    var reversed = new HashMap<Integer, String>();
    Arrays.stream(Architecture.values())
        .filter(architecture -> architecture.audit() == audit)
        .forEach(architecture ->
            SyscallTable.of(architecture)
                .all()
                .forEach((name, number) -> reversed.put(number, name)));
    return reversed;
  }

  synchronized Learned learned(LearnedFilter filter) {
    return new Learned(
        Set.copyOf(calls),
        filter.refusing(calls),
        filter.logging(calls),
        filter.allowed(),
        new EnumMap<>(capabilities),
        destinations.stream().map(Destination::rule).toList(),
        sockets);
  }
}
