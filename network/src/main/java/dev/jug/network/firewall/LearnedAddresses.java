package dev.jug.network.firewall;

import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.egress.Allowance;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which addresses names have that endpoints may reach, for as long as they have them. */
final class LearnedAddresses {
  /** Of one endpoint there are not more at a time: a name server may say anything. */
  private static final int MOST = 4096;

  /** For how long more what an earlier engine learned holds. */
  private static final Duration RECALLED = Duration.ofMinutes(1);

  private final Map<String, List<Learned>> all = new HashMap<>();

  /**
   * An address that a name has for a time.
   *
   * @param end when it is over, in {@link System#nanoTime}
   */
  record Learned(Allowance.Named named, InetAddress address, long end) {
    boolean isOver() {
      return end - System.nanoTime() <= 0;
    }

    void tell(Transaction change, EgressChain chain) {
      if (!isOver()) {
        var left = Duration.ofNanos(end - System.nanoTime());
        chain.learn(change, named, address, left.plusMillis(1));
      }
    }
  }

  Learned add(String device, Allowance.Named named, InetAddress address, Duration time) {
    var one = new Learned(named, address, System.nanoTime() + time.toNanos());
    var known = all.computeIfAbsent(device, _ -> new ArrayList<>());
    known.removeIf(other ->
        other.isOver() || (other.named().equals(named) && other.address().equals(address)));
    if (known.size() >= MOST) {
      known.removeFirst();
    }
    known.add(one);
    return one;
  }

  List<Learned> of(String device) {
    return all.getOrDefault(device, List.of());
  }

  void forget(String device) {
    all.remove(device);
  }

  /** Knows what an earlier engine's sets know, if it knows nothing itself. */
  void recall(NetfilterSocket kernel, EgressChain chain) {
    var device = chain.endpoint().device();
    if (!all.containsKey(device)) {
      new LearnedElements(chain)
          .read(kernel, (named, address) -> add(device, named, address, RECALLED));
    }
  }
}
