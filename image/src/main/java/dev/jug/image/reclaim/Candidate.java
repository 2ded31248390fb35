package dev.jug.image.reclaim;

import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.sign.SignatureImage;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A document that may go with all its names.
 *
 * @param lines of the catalog, all that name it
 * @param lastUse of any of its images
 */
record Candidate(List<CatalogEntry> lines, Instant lastUse) {
  /** Those without a name first, for nobody can ask for them; then the least recently used. */
  private static final Comparator<Candidate> ORDER =
      Comparator.comparing((Candidate c) -> !c.isNameless()).thenComparing(Candidate::lastUse);

  boolean isNameless() {
    return lines.getFirst().name().isEmpty();
  }

  String names() {
    return lines.stream().map(CatalogEntry::shown).collect(Collectors.joining(", "));
  }

  /**
   * All that may go, in the order in which they go.
   *
   * @param used manifests that containers were made from
   */
  static List<Candidate> all(
      List<CatalogEntry> catalog, ContentStore store, ImageReader reader, Set<Digest> used)
      throws IOException {
    var byDocument = new LinkedHashMap<Digest, List<CatalogEntry>>();
    for (var entry : catalog) {
      byDocument.computeIfAbsent(entry.digest(), _ -> new ArrayList<>()).add(entry);
    }
    var all = new ArrayList<Candidate>();
    for (var lines : byDocument.values()) {
      if (lines.stream().allMatch(Candidate::mayGo)) {
        add(all, lines, store, reader, used);
      }
    }
    all.sort(ORDER);
    return all;
  }

  private static boolean mayGo(CatalogEntry line) {
    return line.origin() != Origin.HERE && line.name().filter(SignatureImage::isNamed).isEmpty();
  }

  private static void add(
      List<Candidate> all,
      List<CatalogEntry> lines,
      ContentStore store,
      ImageReader reader,
      Set<Digest> used)
      throws IOException {
    var root = lines.getFirst().descriptor();
    var last = store.lastUse(root.digest()).orElse(Instant.EPOCH);
    for (var image : reader.images(root)) {
      var manifest = image.descriptor().digest();
      if (used.contains(manifest)) {
        return;
      }
      var use = store.lastUse(manifest).orElse(Instant.EPOCH);
      last = use.isAfter(last) ? use : last;
    }
    all.add(new Candidate(List.copyOf(lines), last));
  }
}
