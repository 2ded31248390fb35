package dev.jug.engine;

import dev.jug.engine.container.Disk;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.image.audit.SpaceItem;
import dev.jug.image.audit.SpaceItem.Kind;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What takes how much of the disk below an engine's state directory. */
record Space(Services services) {

  /** Everything; the sizes add up to what the directory takes. */
  List<SpaceItem> items() {
    try {
      var items = new ArrayList<>(services.images().get().upkeep().usage(containersByManifest()));
      for (var container : services.containers().all()) {
        items.add(item(container));
      }
      long known = items.stream().mapToLong(SpaceItem::bytes).sum();
      long all = new DiskUsage().below(services.layout().state());
      long rest = Math.max(all - known, 0);
      items.add(new SpaceItem(Kind.ADMINISTRATION, "engine", List.of(), rest));
      return items;
    } catch (IOException e) {
      throw Disk.failed("look at the engine's directories", e);
    }
  }

  long of(Container container) {
    try {
      return new DiskUsage().below(services.layout().stateOf(container.id()));
    } catch (IOException e) {
      throw Disk.failed("look at a container's directory", e);
    }
  }

  private SpaceItem item(Container container) {
    long bytes = of(container);
    return new SpaceItem(Kind.CONTAINER, container.shortId(), List.of(container.name()), bytes);
  }

  private Map<Digest, List<String>> containersByManifest() {
    var byManifest = new HashMap<Digest, List<String>>();
    for (var container : services.containers().all()) {
      if (container.record().request().image() instanceof Stored(_, var manifest)
          && manifest != null) {
        byManifest
            .computeIfAbsent(Digest.parse(manifest), _ -> new ArrayList<>())
            .add(container.name());
      }
    }
    return byManifest;
  }
}
