package dev.jug.image.audit;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.catalog.Marking;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.step.StepCache;
import dev.jug.linux.fs.DiskTrouble;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks a store: every blob has the content its name says, every image has all it needs, unpacked
 * layers are what they were, nothing is there that nobody needs, and nobody else may change it.
 * Reads everything, changes nothing. Used once.
 */
public final class Checker {
  private static final String PULL_AGAIN = "Pull the image again, or remove it.";

  private final Catalog catalog;
  private final ContentStore store;
  private final ImageReader reader;
  private final LayerDriver driver;
  private final LayerCheck layers;
  private final Audit audit = new Audit();
  private final Map<Digest, Set<String>> names = new HashMap<>();
  private final Map<Chain, Subject> chains = new HashMap<>();

  /** A layer that some image has. */
  private record Subject(String name, Descriptor blob) {}

  /** Says what is wrong with an unpacked layer. */
  @FunctionalInterface
  public interface LayerCheck {
    /**
     * Empty if nothing is.
     *
     * @param blob it was unpacked from, which is in the store and sound
     */
    Optional<String> damage(Descriptor blob, Chain chain) throws IOException;
  }

  public Checker(
      ContentStore store,
      Catalog catalog,
      ImageReader reader,
      LayerDriver driver,
      LayerCheck layers) {
    this.store = store;
    this.catalog = catalog;
    this.reader = reader;
    this.driver = driver;
    this.layers = layers;
  }

  /**
   * All that is wrong; nothing if the store is sound.
   *
   * @param used manifests that containers were made from
   */
  public Audit check(Set<Digest> used) throws IOException {
    var waste = new ArrayList<Finding>();
    look(used, waste).forEach(this::checkBlob);
    chains.forEach(this::checkLayer);
    new Permissions(store.layout()).check(audit);
    if (!audit.isBad()) {
      audit.findings().addAll(waste);
    }
    return audit;
  }

  /** What a read-only disk has too much of cannot be removed, nor can anything change meanwhile. */
  private List<Digest> look(Set<Digest> used, List<Finding> waste) throws IOException {
    var marking = new Marking(reader, driver);
    try (var _ = store.lock()) {
      checkAll(used, marking);
      marking.hold(store.leases().held());
      marking.hold(new StepCache(store).needs());
      waste.addAll(Leftovers.find(store, driver, marking).findings());
    } catch (IOException e) {
      if (DiskTrouble.of(e).isEmpty()) {
        throw e;
      }
      checkAll(used, marking);
    }
    return store.all();
  }

  private void checkAll(Set<Digest> used, Marking marking) throws IOException {
    for (var entry : entries()) {
      check(entry.shown(), entry.descriptor(), marking);
    }
    for (var manifest : used) {
      var descriptor = new Descriptor(MediaTypes.OCI_MANIFEST, manifest, 0);
      check("an image that a container was made from", descriptor, marking);
    }
  }

  private List<CatalogEntry> entries() throws IOException {
    try {
      return catalog.entries();
    } catch (ImageException e) {
      audit.lost(store.layout().index().toString(), e.getMessage(), e.advice());
      return List.of();
    }
  }

  private void check(String name, Descriptor root, Marking marking) throws IOException {
    try {
      marking.mark(root);
      note(name, root.digest());
      for (var document : reader.missing(root)) {
        audit.lost(name, "its document " + document + " is not there", PULL_AGAIN);
      }
      for (var image : reader.images(root)) {
        checkImage(name, image);
      }
    } catch (ImageException e) {
      audit.lost(name, e.getMessage(), PULL_AGAIN);
    }
  }

  private void note(String image, Digest blob) {
    names.computeIfAbsent(blob, _ -> new TreeSet<>()).add(image);
  }

  private void checkImage(String name, Image image) {
    note(name, image.descriptor().digest());
    note(name, image.id());
    var layers = image.manifest().layers();
    var prefixes = image.chain().prefixes();
    for (int i = 0; i < layers.size(); i++) {
      var blob = layers.get(i);
      note(name, blob.digest());
      if (!store.has(blob.digest())) {
        audit.lost(name, "its layer " + blob.digest() + " is not there", PULL_AGAIN);
      }
      chains.putIfAbsent(prefixes.get(i), new Subject(name, blob));
    }
  }

  private void checkBlob(Digest blob) {
    var actual = hash(blob);
    if (actual.isPresent() && !actual.get().equals(blob)) {
      var owners = names.getOrDefault(blob, Set.of());
      var neededBy = owners.isEmpty() ? "" : "; it is part of " + String.join(", ", owners);
      audit.damaged(blob, actual.get(), neededBy);
    }
  }

  /** Empty if it was removed meanwhile. */
  private Optional<Digest> hash(Digest blob) {
    try {
      return Optional.of(store.hash(blob));
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw ImageException.of("read blob " + blob, e);
    }
  }

  private void checkLayer(Chain chain, Subject subject) {
    var layer = chain.top();
    var blob = subject.blob().digest();
    if (audit.blobs().contains(blob) || !store.has(blob)) {
      return;
    }
    try {
      if (!driver.has(chain)) {
        audit.note(
            subject.name(),
            "its layer " + layer + " is not unpacked",
            "The next container unpacks it.");
      } else {
        layers
            .damage(subject.blob(), chain)
            .ifPresent(why -> audit.damaged(subject.name(), layer, driver.key(chain), why));
      }
    } catch (IOException e) {
      throw ImageException.of("read layer " + layer, e);
    }
  }

  /**
   * Removes what is damaged, so that it is fetched or unpacked again, and takes permissions away
   * that others should not have.
   *
   * @param audit of the same store
   */
  public static void repair(Audit audit, ContentStore store, LayerDriver driver)
      throws IOException {
    Permissions.repair(audit.open(), store.layout().root());
    try (var trash = store.trash()) {
      try (var _ = store.lock()) {
        for (var blob : audit.blobs()) {
          store.withdraw(blob, trash.path());
        }
      }
      for (var layer : audit.layers()) {
        driver.withdraw(layer).close();
      }
    }
  }
}
