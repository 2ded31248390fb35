package dev.jug.network.shaping;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.net.LinkKind;
import dev.jug.linux.net.LinkOptions;
import dev.jug.linux.net.NetworkDevice;
import dev.jug.linux.net.PacketFilter;
import dev.jug.linux.net.Qdisc;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.net.TrafficControl;

/**
 * Shapes the cable of an endpoint, at its host's end, where nothing inside gets at it: a container
 * that may administer its network cannot remove it. A device shapes only what it sends; what comes
 * out of the container makes a detour over an ifb device, and goes on as if it had just come.
 *
 * <pre>{@code
 * into it:    bridge ──► veth (tbf) ──► eth0
 * out of it:  eth0 ──► veth ──► ifb (tbf) ──► bridge
 * }</pre>
 *
 * @param tag marks devices of this engine
 */
public record Shaper(String tag) {
  private static final String CABLE = "veth";

  /** How long a packet waits at most; what comes then is dropped, and TCP sends less. */
  private static final int LATENCY = 100;

  /** So many wait in any case: with fewer, what is dropped makes TCP slower than the rate. */
  private static final int LEAST_QUEUE = 32;

  /** An Ethernet header with its longest tag. */
  private static final int HEADER = 22;

  /** Makes a new cable as fast as said. */
  public void prepare(RouteSocket socket, NetworkDevice cable, Shaping shaping) {
    if (shaping.in().isPresent() || shaping.out().isPresent()) {
      shape(socket, cable, shaping);
    }
  }

  /** Makes a cable as fast as said, whatever it was; nothing else of it changes. */
  public void shape(RouteSocket socket, NetworkDevice cable, Shaping shaping) {
    int packet = cable.status().mtu() + HEADER;
    var control = new TrafficControl(socket, cable);
    shaping
        .in()
        .ifPresentOrElse(rate -> control.root(bucket(rate, packet)), () -> withoutRoot(control));
    if (shaping.out().isPresent()) {
      var detour = detour(socket, cable);
      new TrafficControl(socket, detour).root(bucket(shaping.out().get(), packet));
      divert(control, detour);
    } else {
      ignoreReceived(control);
      remove(socket, cable.name());
    }
  }

  private static Qdisc bucket(Bandwidth bandwidth, int packet) {
    int burst = Math.max(bandwidth.burst(), packet);
    return Qdisc.TokenBucket.waiting(bandwidth.rate(), burst, LATENCY, LEAST_QUEUE * packet);
  }

  private static void withoutRoot(TrafficControl control) {
    unless(control::removeRoot, Errno.ENOENT, Errno.EINVAL);
  }

  private NetworkDevice detour(RouteSocket socket, NetworkDevice cable) {
    var name = detour(cable.name());
    return NetworkDevice.find(socket, name).orElseGet(() -> make(socket, name, cable.name()));
  }

  private NetworkDevice make(RouteSocket socket, String name, String cable) {
    var options = new LinkOptions(null, 0, alias() + cable, true);
    return NetworkDevice.create(socket, name, new LinkKind.Ifb(), options);
  }

  /** Made again each time: who was killed in between may have left half of it. */
  private static void divert(TrafficControl control, NetworkDevice detour) {
    ignoreReceived(control);
    control.watchReceived();
    control.addReceived(PacketFilter.all(1, new PacketFilter.ToDevice(detour.index())));
  }

  private static void ignoreReceived(TrafficControl control) {
    unless(control::ignoreReceived, Errno.ENOENT, Errno.EINVAL);
  }

  /**
   * Takes away what does not go with the cable.
   *
   * @param cable its name; it may be gone
   */
  public void remove(RouteSocket socket, String cable) {
    NetworkDevice.find(socket, detour(cable))
        .filter(device -> isOurs(device.status().alias()))
        .ifPresent(device -> unless(device::delete, Errno.ENODEV, Errno.ENODEV));
  }

  /** Takes away what cables left that are gone. */
  public void clean(RouteSocket socket) {
    for (var device : NetworkDevice.all(socket)) {
      if (isOurs(device.alias())) {
        var cable = device.alias().substring(alias().length());
        if (NetworkDevice.find(socket, cable).isEmpty()) {
          remove(socket, cable);
        }
      }
    }
  }

  private boolean isOurs(String alias) {
    return alias.startsWith(alias());
  }

  private String alias() {
    return tag + " shaping ";
  }

  /** The name of the device that traffic of a cable makes its detour over. */
  static String detour(String cable) {
    return "ifb" + cable.substring(CABLE.length());
  }

  private static void unless(Runnable change, Errno one, Errno other) {
    try {
      change.run();
    } catch (SysException e) {
      if (e.errno() != one && e.errno() != other) {
        throw e;
      }
    }
  }
}
