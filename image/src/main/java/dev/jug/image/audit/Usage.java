package dev.jug.image.audit;

import dev.jug.image.audit.SpaceItem.Kind;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.layer.LayerDriver;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What takes how much space in a store, and for whom: every byte has an owner, or is waste. */
public final class Usage {
  private final ContentStore store;
  private final Catalog catalog;
  private final ImageReader reader;
  private final LayerDriver driver;
  private final Map<Digest, Set<String>> owners = new HashMap<>();
  private final Set<Digest> packed = new HashSet<>();

  public Usage(ContentStore store, Catalog catalog, ImageReader reader, LayerDriver driver) {
    this.store = store;
    this.catalog = catalog;
    this.reader = reader;
    this.driver = driver;
  }

  /**
   * Everything below the store's directory; the sizes add up to what the directory takes.
   *
   * @param used names of containers, by the manifests they were made from
   */
  public List<SpaceItem> items(Map<Digest, List<String>> used) throws IOException {
    for (var entry : catalog.entries()) {
      own(entry.descriptor(), name(entry));
    }
    for (var use : used.entrySet()) {
      var manifest = new Descriptor(MediaTypes.OCI_MANIFEST, use.getKey(), 0);
      for (var container : use.getValue()) {
        own(manifest, "container " + container);
      }
    }
    var items = new ArrayList<SpaceItem>();
    addBlobs(items);
    addLayers(items);
    addPartial(items);
    long known = items.stream().mapToLong(SpaceItem::bytes).sum();
    long all = new DiskUsage().below(store.layout().root());
    items.add(new SpaceItem(Kind.ADMINISTRATION, "images", List.of(), Math.max(all - known, 0)));
    return items;
  }

  private static String name(CatalogEntry entry) {
    return entry.shown();
  }

  private void own(Descriptor root, String owner) throws IOException {
    own(root.digest(), owner);
    for (var image : reader.images(root)) {
      own(image, owner);
    }
  }

  private void own(Image image, String owner) {
    own(image.descriptor().digest(), owner);
    own(image.id(), owner);
    for (var layer : image.manifest().layers()) {
      own(layer.digest(), owner);
      packed.add(layer.digest());
    }
    image.chain().prefixes().forEach(chain -> own(driver.key(chain), owner));
  }

  private void own(Digest digest, String owner) {
    owners.computeIfAbsent(digest, _ -> new TreeSet<>()).add(owner);
  }

  private List<String> owners(Digest digest) {
    return List.copyOf(owners.getOrDefault(digest, Set.of()));
  }

  private void addBlobs(List<SpaceItem> items) throws IOException {
    for (var blob : store.all()) {
      var kind = packed.contains(blob) ? Kind.PACKED_LAYER : Kind.DOCUMENT;
      long bytes = new DiskUsage().of(store.path(blob));
      items.add(new SpaceItem(kind, blob.toString(), owners(blob), bytes));
    }
  }

  private void addLayers(List<SpaceItem> items) throws IOException {
    for (var layer : driver.stored()) {
      var bytes = driver.diskSize(layer);
      items.add(new SpaceItem(Kind.UNPACKED_LAYER, layer.toString(), owners(layer), bytes));
    }
  }

  private void addPartial(List<SpaceItem> items) throws IOException {
    for (var file : store.partial().files()) {
      var name = fileName(file);
      items.add(new SpaceItem(Kind.PARTIAL_DOWNLOAD, name, List.of(), new DiskUsage().of(file)));
    }
  }

  private static String fileName(Path file) {
    return file.getFileName().toString();
  }
}
