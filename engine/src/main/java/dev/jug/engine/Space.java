package dev.jug.engine;

import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.engine.log.LogFiles;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.image.audit.SpaceItem;
import dev.jug.image.audit.SpaceItem.Kind;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What takes how much of the disk below an engine's state directory. Every file there is in exactly
 * one item.
 */
record Space(Services services) {
  private static final String LOCK = "engine.lock";
  private static final String PRUNE_BUILDS = "jug builder prune -a";

  /** Everything; the sizes add up to what the directory takes. */
  List<SpaceItem> items() {
    try {
      var items = new ArrayList<SpaceItem>();
      var disk = new DiskUsage();
      long own = 0;
      for (var path : children(services.layout().state())) {
        if (path.equals(services.layout().images())) {
          items.addAll(services.images().get().upkeep().usage(containersByManifest()));
        } else if (path.equals(services.layout().containers())) {
          own += disk.of(path);
          addContainers(items);
        } else if (path.equals(services.layout().volumes())) {
          own += disk.of(path);
          addVolumes(items);
        } else if (List.of(services.layout().networks(), services.layout().pods()).contains(path)) {
          own += disk.below(path);
        } else if (path.equals(services.layout().buildCaches())) {
          own += disk.of(path);
          for (var cache : children(path)) {
            var name = Ids.shortened(cache.getFileName().toString());
            items.add(
                new SpaceItem(Kind.BUILD_CACHE, name, List.of(), disk.below(cache), PRUNE_BUILDS));
          }
        } else if (path.getFileName().toString().equals(LOCK)) {
          own += disk.of(path);
        } else {
          long bytes = disk.below(path);
          items.add(new SpaceItem(Kind.UNKNOWN, path.toString(), List.of(), bytes, ""));
        }
      }
      own += disk.of(services.layout().state());
      items.add(SpaceItem.needed(Kind.ADMINISTRATION, "engine", "the engine", own));
      return items;
    } catch (IOException e) {
      throw Disk.failed("look at the engine's directories", e);
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  private void addContainers(List<SpaceItem> items) throws IOException {
    var known =
        services.containers().all().stream()
            .collect(Collectors.toMap(Container::id, container -> container));
    for (var directory : children(services.layout().containers())) {
      var id = directory.getFileName().toString();
      var container = known.get(id);
      if (container == null) {
        long bytes = new DiskUsage().below(directory);
        items.add(SpaceItem.needed(Kind.WORK, Ids.shortened(id), "the next container", bytes));
      } else {
        add(items, container, directory);
      }
    }
  }

  /** One disk for both: no file counts twice. */
  private void add(List<SpaceItem> items, Container container, Path directory) throws IOException {
    var disk = new DiskUsage();
    long log = 0;
    for (var file : LogFiles.all(services.layout().stateOf(container.id()))) {
      log += disk.of(file);
    }
    var rest = disk.below(directory) - log;
    items.add(item(Kind.LOG, container, log));
    items.add(item(Kind.CONTAINER, container, rest));
  }

  private void addVolumes(List<SpaceItem> items) throws IOException {
    var volumes = services.storage().volumes();
    for (var directory : children(services.layout().volumes())) {
      var name = directory.getFileName().toString();
      if (name.startsWith(".")) {
        long bytes = new DiskUsage().below(directory);
        items.add(new SpaceItem(Kind.LEFTOVER, name, List.of(), bytes, ""));
      } else {
        var owners = volumes.users(name).stream().map(this::nameOf).toList();
        var remedy = owners.isEmpty() ? "jug volume rm " + name : "";
        items.add(new SpaceItem(Kind.VOLUME, name, owners, volumes.size(name), remedy));
      }
    }
  }

  private String nameOf(String id) {
    return services.containers().all().stream()
        .filter(container -> container.id().equals(id))
        .map(Container::name)
        .findFirst()
        .orElse(Ids.shortened(id));
  }

  private static SpaceItem item(Kind kind, Container container, long bytes) {
    boolean runs = container.status().isRunning();
    var remedy = runs ? "" : "jug rm " + container.name();
    return new SpaceItem(kind, container.shortId(), List.of(container.name()), bytes, remedy);
  }

  long of(Container container) {
    try {
      return new DiskUsage().below(services.layout().stateOf(container.id()));
    } catch (IOException e) {
      throw Disk.failed("look at a container's directory", e);
    }
  }

  long withImage(Container container) {
    var image = container.record().request().image();
    return of(container) + services.images().unpackedSize(image);
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
