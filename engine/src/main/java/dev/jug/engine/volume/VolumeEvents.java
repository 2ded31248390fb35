package dev.jug.engine.volume;

import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.event.Events;
import dev.jug.engine.request.VolumeMount;
import java.time.InstantSource;
import java.util.Map;

/** Tells what happens to volumes. */
record VolumeEvents(Events events, InstantSource clock) {
  void tell(Action action, String volume) {
    tell(action, volume, Map.of("driver", Volume.LOCAL));
  }

  void mounted(VolumeMount mount, String container) {
    tell(
        Action.MOUNT,
        mount.name(),
        Map.of(
            "driver",
            Volume.LOCAL,
            "container",
            container,
            "destination",
            mount.target(),
            "propagation",
            "",
            "read/write",
            Boolean.toString(!mount.readOnly())));
  }

  void unmounted(VolumeMount mount, String container) {
    tell(Action.UNMOUNT, mount.name(), Map.of("driver", Volume.LOCAL, "container", container));
  }

  void pruned(long bytes) {
    events.publish(Event.pruned(Event.Type.VOLUME, bytes, clock));
  }

  private void tell(Action action, String volume, Map<String, String> attributes) {
    events.publish(new Event(Event.Type.VOLUME, action, "", volume, clock.instant(), attributes));
  }
}
