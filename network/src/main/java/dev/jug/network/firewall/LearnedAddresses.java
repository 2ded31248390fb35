package dev.jug.network.firewall;

import dev.jug.network.egress.Allowance;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which addresses names have that endpoints may reach, for as long as they have them. For one
 * thread.
 */
public final class LearnedAddresses {
  /** Of one endpoint there are not more at a time: a name server may say anything. */
  private static final int MOST = 4096;

  /** For how long more what an earlier engine learned holds. */
  public static final Duration RECALLED = Duration.ofMinutes(1);

  private final Map<String, List<Learned>> all = new HashMap<>();

  /**
   * An address that a name has for a time.
   *
   * @param end when it is over, in {@link System#nanoTime}
   */
  public record Learned(Allowance.Named named, InetAddress address, long end) {
    /** Whether it holds no longer. */
    public boolean isOver() {
      return end - System.nanoTime() <= 0;
    }

    /** For how long more it holds; not positive if it is over. */
    Duration left() {
      return Duration.ofNanos(end - System.nanoTime());
    }
  }

  /** Notes an address for an endpoint, in the place of what was noted of the same. */
  public Learned add(String device, Allowance.Named named, InetAddress address, Duration time) {
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

  /** What is noted for an endpoint; some of it may be over. */
  public List<Learned> of(String device) {
    return all.getOrDefault(device, List.of());
  }

  /** Whether nothing is noted of anybody. */
  public boolean isEmpty() {
    return all.values().stream().allMatch(List::isEmpty);
  }

  /** Forgets all of an endpoint. */
  public void forget(String device) {
    all.remove(device);
  }

  /** Whether anything was ever noted for an endpoint. */
  public boolean knows(String device) {
    return all.containsKey(device);
  }
}
