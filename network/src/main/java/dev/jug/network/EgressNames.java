package dev.jug.network;

import dev.jug.network.dns.NamePolicy;
import dev.jug.network.firewall.Firewall;
import java.net.InetAddress;
import java.time.Duration;

/**
 * What a container may ask for follows from what it may reach: names that lead nowhere are not
 * asked for, since a question is a message too. Addresses of names that it may reach are let
 * through for as long as the answer holds.
 *
 * @param sandbox the container's
 */
record EgressNames(Sandbox sandbox, Firewall firewall) implements NamePolicy {
  /** Programs use answers longer than they are to. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  @Override
  public boolean mayAsk(String name) {
    return sandbox.endpoints().stream()
        .anyMatch(endpoint -> endpoint.egress().map(egress -> egress.mayAskFor(name)).orElse(true));
  }

  @Override
  public boolean isListening() {
    return sandbox.endpoints().stream()
        .anyMatch(endpoint ->
            endpoint.egress().filter(egress -> egress.names().findAny().isPresent()).isPresent());
  }

  @Override
  public void answered(String name, InetAddress address, Duration time) {
    var at = time.compareTo(LEAST) < 0 ? LEAST : time;
    for (var endpoint : sandbox.endpoints()) {
      var device = endpoint.hostDevice();
      var egress = endpoint.egress();
      if (device != null && egress.isPresent()) {
        egress
            .get()
            .names()
            .filter(named -> named.isAbout(name))
            .forEach(named -> firewall.learn(device, named, address, at));
      }
    }
  }
}
