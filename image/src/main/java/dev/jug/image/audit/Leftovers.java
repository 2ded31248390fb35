package dev.jug.image.audit;

import dev.jug.image.audit.Finding.Severity;
import dev.jug.image.catalog.Marking;
import dev.jug.image.content.ContentStore;
import dev.jug.image.layer.LayerDriver;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What nobody needs: left behind by the dead, or out of reach.
 *
 * @param blobs that no image needs
 * @param layers unpacked ones that no image needs
 * @param files of operations that were killed
 */
record Leftovers(List<Digest> blobs, List<Digest> layers, List<Path> files) {
  private static final String PRUNE = "'jug system prune' removes it.";

  /**
   * Looks; the store's lock must be held.
   *
   * @param marking has marked what images and operations need
   */
  static Leftovers find(ContentStore store, LayerDriver driver, Marking marking)
      throws IOException {
    var files = store.leftovers();
    files.addAll(driver.dead());
    return new Leftovers(
        marking.unmarkedBlobs(store.all()), marking.unmarkedLayers(driver.stored()), files);
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    blobs.forEach(blob -> findings.add(waste(blob, "no image needs this blob")));
    layers.forEach(layer -> findings.add(waste(layer, "no image needs this unpacked layer")));
    files.forEach(file -> findings.add(waste(file, "an operation left this when it was killed")));
    return findings;
  }

  private static Finding waste(Object subject, String problem) {
    return new Finding(Severity.WASTE, subject.toString(), problem, PRUNE);
  }
}
