package dev.jug.linux.netfilter;

import java.util.Locale;
import java.util.Optional;

/**
 * Where packets come into a base chain.
 *
 * @param priority chains of lower priority see a packet first; see the constants
 * @param policy what becomes of packets that no rule decides on
 * @param device the one whose packets it sees, where a point belongs to a device
 */
public record Hook(Type type, Point point, int priority, Policy policy, Optional<String> device) {
  /** Before connections are tracked. */
  public static final int RAW = -300;

  public static final int MANGLE = -150;
  public static final int DESTINATION_NAT = -100;
  public static final int FILTER = 0;
  public static final int SECURITY = 50;
  public static final int SOURCE_NAT = 100;

  /** What the chain is for. */
  public enum Type {
    FILTER,
    /** Sees the first packet of each connection only. */
    NAT,
    /** Has a packet routed again if it changed it. */
    ROUTE;

    String kernelName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where in a packet's way (linux/netfilter.h, NF_INET_… and NF_NETDEV_…). */
  public enum Point {
    PREROUTING(0),
    INPUT(1),
    FORWARD(2),
    OUTPUT(3),
    POSTROUTING(4),
    /** In a table of family netdev. */
    INGRESS(0),
    /** In a table of family netdev. */
    EGRESS(1);

    private final int number;

    Point(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** What becomes of a packet that no rule decides on. */
  public enum Policy {
    DROP,
    ACCEPT
  }

  /** One of no device in particular, which accepts. */
  public static Hook of(Type type, Point point, int priority) {
    return new Hook(type, point, priority, Policy.ACCEPT, Optional.empty());
  }

  /** The same with another policy. */
  public Hook with(Policy other) {
    return new Hook(type, point, priority, other, device);
  }

  /** The same for one device. */
  public Hook on(String name) {
    return new Hook(type, point, priority, policy, Optional.of(name));
  }
}
