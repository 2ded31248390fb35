package dev.jug.engine;

import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.image.reclaim.DiskSpace;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Optional;

/** Tells those who listen to events that the disk is too full, and which container fills it. */
record CrowdedDisk(Services services) {
  /** What a container takes. */
  private record Share(String name, long bytes) {}

  void tell(DiskSpace space) {
    var attributes = new HashMap<String, String>();
    attributes.put("usedPercent", Integer.toString(space.usedPercent()));
    largest()
        .ifPresent(share -> {
          attributes.put("container", share.name());
          attributes.put("bytes", Long.toString(share.bytes()));
        });
    var place = services.layout().state().toString();
    var now = services.clock().instant();
    services
        .events()
        .publish(new Event(Event.Type.DAEMON, Action.DISK_FULL, "", place, now, attributes));
  }

  private Optional<Share> largest() {
    var space = new Space(services);
    return services.containers().all().stream()
        .map(container -> new Share(container.name(), space.of(container)))
        .max(Comparator.comparingLong(Share::bytes));
  }
}
