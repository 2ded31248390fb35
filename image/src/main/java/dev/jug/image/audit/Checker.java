package dev.jug.image.audit;

import dev.jug.image.audit.Finding.Severity;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.catalog.Marking;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerDriver;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks a store: every blob has the content its name says, every image has all it needs, and
 * nothing is there that nobody needs. Reads everything, changes nothing.
 */
public final class Checker {
  private static final String PULL_AGAIN = "Remove the image and pull it again.";

  private final ContentStore store;
  private final Catalog catalog;
  private final ImageReader reader;
  private final LayerDriver driver;

  public Checker(ContentStore store, Catalog catalog, ImageReader reader, LayerDriver driver) {
    this.store = store;
    this.catalog = catalog;
    this.reader = reader;
    this.driver = driver;
  }

  /**
   * All that is wrong; nothing if the store is sound.
   *
   * @param used manifests that containers were made from
   */
  public List<Finding> check(Set<Digest> used) throws IOException {
    var findings = new ArrayList<Finding>();
    var marking = new Marking(reader, driver);
    Leftovers leftovers;
    List<Digest> blobs;
    try (var _ = store.lock()) {
      for (var entry : catalog.entries()) {
        checkEntry(entry, marking, findings);
      }
      for (var manifest : used) {
        checkUsed(manifest, marking, findings);
      }
      marking.hold(store.leases().held());
      leftovers = Leftovers.find(store, driver, marking);
      blobs = store.all();
    }
    checkBlobs(blobs, findings);
    if (findings.isEmpty()) {
      findings.addAll(leftovers.findings());
    }
    return findings;
  }

  private void checkEntry(CatalogEntry entry, Marking marking, List<Finding> findings)
      throws IOException {
    var name = entry.shown();
    check(name, entry.descriptor(), marking, findings);
  }

  private void checkUsed(Digest manifest, Marking marking, List<Finding> findings)
      throws IOException {
    var descriptor = new Descriptor(MediaTypes.OCI_MANIFEST, manifest, 0);
    check("an image that a container was made from", descriptor, marking, findings);
  }

  private void check(String name, Descriptor root, Marking marking, List<Finding> findings)
      throws IOException {
    try {
      marking.mark(root);
      var images = reader.images(root);
      if (images.isEmpty() && !store.has(root.digest())) {
        findings.add(lost(name, "its document " + root.digest() + " is not there"));
      }
      for (var image : images) {
        checkImage(name, image, findings);
      }
    } catch (ImageException e) {
      findings.add(lost(name, e.getMessage()));
    }
  }

  private void checkImage(String name, Image image, List<Finding> findings) {
    for (var layer : image.manifest().layers()) {
      if (!store.has(layer.digest())) {
        findings.add(lost(name, "its layer " + layer.digest() + " is not there"));
      }
    }
    for (var chain : image.chain().prefixes()) {
      if (!driver.has(chain)) {
        findings.add(lost(name, "its layer " + chain.top() + " is not unpacked"));
      }
    }
  }

  private static Finding lost(String subject, String problem) {
    return new Finding(Severity.ERROR, subject, problem, PULL_AGAIN);
  }

  private void checkBlobs(List<Digest> blobs, List<Finding> findings) throws IOException {
    for (var blob : blobs) {
      try {
        var actual = store.hash(blob);
        if (!actual.equals(blob)) {
          var problem = "the blob is damaged: its content has the digest " + actual;
          findings.add(new Finding(Severity.ERROR, blob.toString(), problem, PULL_AGAIN));
        }
      } catch (ImageException e) {
        if (e.kind() != Kind.NOT_FOUND) {
          throw e;
        }
        // It was removed meanwhile.
      }
    }
  }
}
