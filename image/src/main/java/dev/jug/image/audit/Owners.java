package dev.jug.image.audit;

import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.step.CachedStep;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who needs what: images need blobs and unpacked layers, containers need images. */
final class Owners {
  private static final String CONTAINER = "container ";
  private static final String STEPS = "build cache";
  private static final String UNUSED_STEPS = "jug builder prune";
  private static final String UNUSED = "jug image prune";
  private static final String UNUSED_WITH_NAME = "jug image prune -a";

  private final ImageReader reader;
  private final LayerDriver driver;
  private final Map<Digest, Set<String>> owners = new HashMap<>();
  private final Set<Digest> withName = new HashSet<>();
  private final Set<Digest> withContainer = new HashSet<>();
  private final Set<Digest> packed = new HashSet<>();

  Owners(ImageReader reader, LayerDriver driver) {
    this.reader = reader;
    this.driver = driver;
  }

  void add(CatalogEntry entry) throws IOException {
    var named = entry.name().isPresent() ? withName : new HashSet<Digest>();
    own(entry.descriptor(), entry.shown(), named);
  }

  void addContainers(Digest manifest, List<String> names) throws IOException {
    for (var name : names) {
      own(new Descriptor(MediaTypes.OCI_MANIFEST, manifest, 0), CONTAINER + name, withContainer);
    }
  }

  /** What builds keep of their steps. */
  void addStep(CachedStep step) {
    var none = new HashSet<Digest>();
    own(step.layer().blob().digest(), STEPS, none);
    packed.add(step.layer().blob().digest());
    own(driver.key(step.chain()), STEPS, none);
  }

  /** Whether only builds keep it. */
  boolean isStep(Digest digest) {
    return of(digest).equals(List.of(STEPS));
  }

  private void own(Descriptor root, String owner, Set<Digest> marked) throws IOException {
    own(root.digest(), owner, marked);
    for (var image : reader.images(root)) {
      own(image, owner, marked);
    }
  }

  private void own(Image image, String owner, Set<Digest> marked) {
    own(image.descriptor().digest(), owner, marked);
    own(image.id(), owner, marked);
    for (var layer : image.manifest().layers()) {
      own(layer.digest(), owner, marked);
      packed.add(layer.digest());
    }
    image.chain().prefixes().forEach(chain -> own(driver.key(chain), owner, marked));
  }

  private void own(Digest digest, String owner, Set<Digest> marked) {
    owners.computeIfAbsent(digest, _ -> new TreeSet<>()).add(owner);
    marked.add(digest);
  }

  List<String> of(Digest digest) {
    return List.copyOf(owners.getOrDefault(digest, Set.of()));
  }

  boolean isPacked(Digest blob) {
    return packed.contains(blob);
  }

  /** What only one container needs, of an image that was removed by force, goes with it. */
  private static String remedyOfContainer(List<String> owners) {
    boolean single = owners.size() == 1 && owners.getFirst().startsWith(CONTAINER);
    return single ? "jug rm " + owners.getFirst().substring(CONTAINER.length()) : "";
  }

  /** The command that frees it. */
  String remedy(Digest digest) {
    if (withContainer.contains(digest)) {
      return remedyOfContainer(of(digest));
    }
    if (isStep(digest)) {
      return UNUSED_STEPS;
    }
    return withName.contains(digest) ? UNUSED_WITH_NAME : UNUSED;
  }
}
