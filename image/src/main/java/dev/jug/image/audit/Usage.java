package dev.jug.image.audit;

import dev.jug.image.audit.SpaceItem.Kind;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Partial;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.step.StepCache;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What takes how much space in a store, and for whom. Every file below the store's directory is in
 * exactly one item, and what nobody knows is said to be unknown. Not thread-safe.
 */
public final class Usage {
  private static final String PRUNE = "jug image prune";
  private static final Set<String> ADMINISTRATION =
      Set.of("index.json", "index.json.tmp", "oci-layout", "oci-layout.tmp", "lock", "spare");

  private final ContentStore store;
  private final Catalog catalog;
  private final LayerDriver driver;
  private final Owners owners;
  private final DiskUsage disk = new DiskUsage();
  private final List<SpaceItem> items = new ArrayList<>();
  private long administration;

  public Usage(ContentStore store, Catalog catalog, ImageReader reader, LayerDriver driver) {
    this.store = store;
    this.catalog = catalog;
    this.driver = driver;
    this.owners = new Owners(reader, driver);
  }

  /**
   * Everything below the store's directory; the sizes add up to what the directory takes.
   *
   * @param used names of containers, by the manifests they were made from
   */
  public List<SpaceItem> items(Map<Digest, List<String>> used) throws IOException {
    for (var entry : catalog.entries()) {
      owners.add(entry);
    }
    for (var step : new StepCache(store).all()) {
      owners.addStep(step);
    }
    for (var use : used.entrySet()) {
      owners.addContainers(use.getKey(), use.getValue());
    }
    for (var child : children(store.layout().root())) {
      add(child);
    }
    items.add(SpaceItem.needed(Kind.ADMINISTRATION, "images", "the engine", administration));
    return items;
  }

  /** What is in a directory, which itself is administration. */
  private List<Path> children(Path directory) throws IOException {
    administration += disk.of(directory);
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private void add(Path child) throws IOException {
    switch (name(child)) {
      case "blobs" -> addBlobs(child);
      case "ingest" -> addPartial(child);
      case "leases" -> addLeases(child);
      case "scratch" -> addWork(child);
      case "layers" -> addLayers(child);
      case "steps" -> administration += disk.below(child);
      default -> {
        if (ADMINISTRATION.contains(name(child))) {
          administration += disk.of(child);
        } else {
          addUnknown(child);
        }
      }
    }
  }

  private void addUnknown(Path path) throws IOException {
    long bytes = disk.below(path);
    items.add(new SpaceItem(Kind.UNKNOWN, path.toString(), List.of(), bytes, ""));
  }

  private void addBlobs(Path blobs) throws IOException {
    for (var algorithm : children(blobs)) {
      for (var file : children(algorithm)) {
        var digest = Digest.tryParse(name(algorithm) + ":" + name(file));
        if (digest.isPresent()) {
          var kind = owners.isPacked(digest.get()) ? Kind.PACKED_LAYER : Kind.DOCUMENT;
          add(kind, digest.get(), disk.of(file));
        } else {
          addUnknown(file);
        }
      }
    }
  }

  private void add(Kind kind, Digest digest, long bytes) {
    var remedy = owners.remedy(digest);
    var what = owners.isStep(digest) ? Kind.BUILD_CACHE : kind;
    items.add(new SpaceItem(what, digest.toString(), owners.of(digest), bytes, remedy));
  }

  private void addPartial(Path folder) throws IOException {
    for (var file : children(folder)) {
      boolean arriving = Partial.isArriving(file);
      var owner = arriving ? List.of("a running operation") : List.of("the next try");
      var remedy = arriving ? "" : PRUNE;
      items.add(new SpaceItem(Kind.PARTIAL_DOWNLOAD, name(file), owner, disk.of(file), remedy));
    }
  }

  private void addLeases(Path folder) throws IOException {
    for (var file : children(folder)) {
      administration += disk.of(file);
    }
  }

  /** Directories of the living and of the dead, with their locks. */
  private void addWork(Path folder) throws IOException {
    var dead = new HashSet<>(OwnedDirectory.dead(folder));
    for (var path : children(folder)) {
      long bytes = disk.below(path);
      if (!Files.isDirectory(path)) {
        administration += bytes;
      } else if (dead.contains(path)) {
        items.add(new SpaceItem(Kind.LEFTOVER, path.toString(), List.of(), bytes, PRUNE));
      } else {
        items.add(SpaceItem.needed(Kind.WORK, path.toString(), "a running operation", bytes));
      }
    }
  }

  private void addLayers(Path layers) throws IOException {
    for (var folder : children(layers)) {
      if (name(folder).equals(driver.name())) {
        addOwnLayers(folder);
      } else if (name(folder).endsWith(".new")) {
        addWork(folder);
      } else {
        addForeignLayers(folder);
      }
    }
  }

  private void addOwnLayers(Path folder) throws IOException {
    for (var layer : children(folder)) {
      var digest = Digest.ofFileName(name(layer));
      if (digest.isPresent()) {
        add(Kind.UNPACKED_LAYER, digest.get(), disk.below(layer));
      } else {
        addUnknown(layer);
      }
    }
  }

  private void addForeignLayers(Path folder) throws IOException {
    for (var layer : children(folder)) {
      var name = name(folder) + "/" + name(layer);
      items.add(
          new SpaceItem(
              Kind.FOREIGN_LAYER,
              name,
              List.of("containers of an earlier engine, if they still run"),
              disk.below(layer),
              PRUNE + ", when no container runs"));
    }
  }
}
