package dev.jug.engine.network;

import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.network.NetworkRecord;
import dev.jug.network.RefusedPacket;
import dev.jug.network.address.Addresses;
import dev.jug.network.port.Protocol;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tells of what happens to networks, with Docker's attributes.
 *
 * @param events hears of it
 * @param clock says when it was
 */
public record NetworkEvents(Events events, InstantSource clock) {

  /** A network was made, or is gone. */
  public void publish(Action action, NetworkRecord network) {
    publish(action, network, Map.of());
  }

  /**
   * A container came to a network, or left it.
   *
   * @param container its id
   */
  public void publish(Action action, NetworkRecord network, String container) {
    publish(action, network, Map.of("container", container));
  }

  /** A container sent something that was not let through. */
  public void publish(RefusedPacket packet) {
    var refusal = packet.refusal();
    var attributes = new HashMap<String, String>();
    attributes.put("container", packet.sender().container());
    attributes.put("by", refusal.cable().isPresent() ? "egress" : "policy");
    attributes.put("source", Addresses.text(refusal.from()));
    attributes.put("destination", Addresses.text(refusal.to()));
    attributes.put("protocol", Integer.toString(refusal.protocol()));
    Stream.of(Protocol.values())
        .filter(protocol -> protocol.number() == refusal.protocol())
        .forEach(protocol -> attributes.put("protocol", protocol.word()));
    if (refusal.port() != 0) {
      attributes.put("port", Integer.toString(refusal.port()));
    }
    publish(Action.REFUSE, packet.network(), attributes);
  }

  private void publish(Action action, NetworkRecord network, Map<String, String> more) {
    var attributes = new HashMap<>(more);
    attributes.put("name", network.name());
    attributes.put("type", network.driver());
    var now = clock.instant();
    events.publish(new Event(Event.Type.NETWORK, action, "", network.id(), now, attributes));
  }
}
