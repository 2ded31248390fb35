package dev.jug.engine.network;

import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.network.NetworkRecord;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

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

  private void publish(Action action, NetworkRecord network, Map<String, String> more) {
    var attributes = new HashMap<>(more);
    attributes.put("name", network.name());
    attributes.put("type", network.driver());
    var now = clock.instant();
    events.publish(new Event(Event.Type.NETWORK, action, "", network.id(), now, attributes));
  }
}
