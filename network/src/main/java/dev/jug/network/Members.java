package dev.jug.network;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is on a network, found by all that a container can be called by, however many there are.
 * Thread-safe.
 */
final class Members {
  private static final Comparator<Member> ORDER = Comparator.comparing(Member::name);

  private final Map<String, Member> containers = new HashMap<>();
  private final Map<String, List<Member>> names = new HashMap<>();
  private final Map<InetAddress, Member> addresses = new HashMap<>();
  private final Map<String, Member> macs = new HashMap<>();

  /** Has a container on it, as this says and no longer as something said before. */
  synchronized void put(Member member) {
    remove(member.container());
    containers.put(member.container(), member);
    called(member).forEach(name -> names.computeIfAbsent(name, _ -> new ArrayList<>()).add(member));
    member.endpoint().addresses().forEach(address -> addresses.put(address, member));
    macs.put(member.endpoint().mac(), member);
  }

  /**
   * Takes a container off it.
   *
   * @return what was known of it; null if it was not on it
   */
  synchronized @Nullable Member remove(String container) {
    var member = containers.remove(container);
    if (member != null) {
      called(member)
          .forEach(name -> names.computeIfPresent(name, (_, all) -> without(all, member)));
      member.endpoint().addresses().forEach(address -> addresses.remove(address, member));
      macs.remove(member.endpoint().mac(), member);
    }
    return member;
  }

  private static @Nullable List<Member> without(List<Member> all, Member member) {
    all.remove(member);
    return all.isEmpty() ? null : all;
  }

  /** In lower case: names are the same in any. */
  private static Stream<String> called(Member member) {
    return Stream.concat(member.endpoint().names().stream(), Stream.of(member.container()))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct();
  }

  /** Says something else of a container, if it is on it. */
  synchronized void change(String container, UnaryOperator<Member> change) {
    var member = containers.get(container);
    if (member != null) {
      put(change.apply(member));
    }
  }

  /** All, by name. */
  synchronized List<Member> all() {
    return containers.values().stream().sorted(ORDER).toList();
  }

  /** Whether nobody is on it. */
  synchronized boolean isEmpty() {
    return containers.isEmpty();
  }

  /** The container with this id. */
  synchronized Optional<Member> container(String id) {
    return Optional.ofNullable(containers.get(id));
  }

  /** Those with this name, alias, short or long id, by name. */
  synchronized List<Member> called(String name) {
    var found = names.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return found.stream().sorted(ORDER).toList();
  }

  /** The one that has an address. */
  synchronized Optional<Member> at(InetAddress address) {
    return Optional.ofNullable(addresses.get(address));
  }

  /** The one that has a hardware address. */
  synchronized Optional<Member> withMac(String mac) {
    return Optional.ofNullable(macs.get(mac));
  }
}
