package dev.jug.network.shaping;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.PacketFilter;
import dev.jug.linux.net.Prefix;
import dev.jug.linux.net.Qdisc;
import dev.jug.linux.net.QdiscStatus;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.net.TrafficClass;
import dev.jug.linux.net.TrafficControl;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shares a rate among the endpoints of a network, in each direction between it and what is beyond:
 * each has an equal part of what all want, and what one leaves the others have. Neighbours among
 * themselves are not slowed down.
 *
 * <pre>{@code
 * into it:    host ──► bridge (htb: a class for each) ──► veth ──► eth0
 * out of it:  eth0 ──► veth ──► bridge ──► ifb of the network (htb: a class for each) ──► host
 * }</pre>
 *
 * <p>What goes out has passed the endpoint's own rate before, if it has one ({@link Shaper}).
 *
 * @param tag marks devices of this engine
 * @param device the bridge
 * @param network id of the network
 * @param rate what all share
 */
public record Sharing(String tag, String device, String network, Bandwidth rate) {
  /** The network's option that says it. */
  public static final String OPTION = "dev.jug.rate";

  private static final int WHOLE = 1;
  private static final int DIGITS = 12;
  private static final int CLASSES = 0x7fff;
  private static final int LEAST_RATE = 1_000;
  private static final int PARTS = 1_024;

  /** What waits in a class, in parts of a second of the whole rate; at least some packets. */
  private static final int PATIENCE = 10;

  /** The longest packet. */
  private static final int QUANTUM = 64 << 10;

  private static final int LEAST_QUEUE = 64 << 10;

  private static String alias(String tag, String network) {
    return tag + " sharing " + network;
  }

  private static String detour(String network) {
    return "ifb" + network.substring(0, DIGITS);
  }

  /**
   * Makes what all endpoints need; does nothing if it is there.
   *
   * @param subnets of the network: what goes there does not leave it
   */
  public void raise(RouteSocket socket, NetworkDevice bridge, Collection<Prefix> subnets) {
    if (NetworkDevice.find(socket, detour(network)).isPresent()) {
      return;
    }
    var options = new LinkOptions(null, 0, alias(tag, network), true);
    var detour = NetworkDevice.create(socket, detour(network), new LinkKind.Ifb(), options);
    for (var one : List.of(detour, bridge)) {
      var control = new TrafficControl(socket, one);
      control.root(new Qdisc.Hierarchy(0));
      control.put(new TrafficClass(WHOLE, 0, rate.rate(), rate.rate(), rate.burst()));
    }
    divert(new TrafficControl(socket, bridge), detour, subnets);
  }

  /** Gives an endpoint its part. Classes belong to addresses, and stay for who has them next. */
  public void join(RouteSocket socket, Collection<InetAddress> addresses) {
    var detour = NetworkDevice.named(socket, detour(network));
    addresses.stream()
        .findFirst()
        .ifPresent(first -> {
          int number = number(first);
          put(new TrafficControl(socket, detour), number, addresses, true);
          put(
              new TrafficControl(socket, NetworkDevice.named(socket, device)),
              number,
              addresses,
              false);
        });
  }

  private void put(
      TrafficControl control, int number, Collection<InetAddress> addresses, boolean isSource) {
    if (control.classes().stream().map(QdiscStatus::handle).anyMatch(h -> (h & 0xffff) == number)) {
      return;
    }
    long least = Math.max(LEAST_RATE, rate.rate() / PARTS);
    control.put(new TrafficClass(number, WHOLE, least, rate.rate(), rate.burst(), QUANTUM));
    int limit = Math.clamp(rate.rate() / PATIENCE, LEAST_QUEUE, Integer.MAX_VALUE);
    control.queue(number, new Qdisc.Fifo(limit));
    for (var address : addresses) {
      int bits = address.getAddress().length * Byte.SIZE;
      var end = Optional.of(new Prefix(address, bits));
      int priority = bits == Integer.SIZE ? number : number + CLASSES;
      control.add(
          new PacketFilter(
              priority,
              isSource ? end : Optional.empty(),
              isSource ? Optional.empty() : end,
              new PacketFilter.ToClass(number)));
    }
  }

  /** From the end of the address, which tells those of a network apart. */
  static int number(InetAddress address) {
    var bytes = address.getAddress();
    int end =
        Byte.toUnsignedInt(bytes[bytes.length - 2]) << Byte.SIZE
            | Byte.toUnsignedInt(bytes[bytes.length - 1]);
    int number = end % CLASSES;
    return number <= WHOLE ? CLASSES - 1 - number : number;
  }

  private static void divert(
      TrafficControl control, NetworkDevice detour, Collection<Prefix> subnets) {
    unlessGone(control::ignoreReceived);
    control.watchReceived();
    int priority = 1;
    for (var subnet : subnets) {
      var inside = Optional.of(subnet);
      control.addReceived(
          new PacketFilter(priority++, Optional.empty(), inside, new PacketFilter.ToClass(WHOLE)));
    }
    control.addReceived(PacketFilter.all(priority, new PacketFilter.ToDevice(detour.index())));
  }

  /** Takes away what does not go with the bridge. */
  public static void lower(RouteSocket socket, String tag, String network) {
    NetworkDevice.find(socket, detour(network))
        .filter(found -> found.status().alias().equals(alias(tag, network)))
        .ifPresent(found -> unlessGone(found::delete));
  }

  /** Takes away what networks left that are not known any more. */
  public static void clean(RouteSocket socket, String tag, Set<String> known) {
    var beginning = alias(tag, "");
    for (var found : NetworkDevice.all(socket)) {
      if (found.alias().startsWith(beginning)
          && !known.contains(found.alias().substring(beginning.length()))) {
        lower(socket, tag, found.alias().substring(beginning.length()));
      }
    }
  }

  private static void unlessGone(Runnable change) {
    try {
      change.run();
    } catch (SysException e) {
      if (e.errno() != Errno.ENOENT && e.errno() != Errno.EINVAL && e.errno() != Errno.ENODEV) {
        throw e;
      }
    }
  }
}
