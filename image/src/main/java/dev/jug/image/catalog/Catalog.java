package dev.jug.image.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.sign.SignatureImage;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The names of the images: the {@code index.json} of an OCI image layout, replaced as a whole at
 * each change. Thread-safe, and safe between processes.
 */
public final class Catalog {
  private static final String LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";

  private final ContentStore store;
  private final CatalogFile file;

  /**
   * Opens the catalog of a store.
   *
   * @throws IOException if the store's directory cannot be written
   */
  public Catalog(ContentStore store, ImageCodec codec) throws IOException {
    this.store = store;
    this.file = new CatalogFile(store.layout().index(), codec);
    var marker = store.layout().marker();
    if (!Files.exists(marker)) {
      try (var _ = store.lock()) {
        AtomicFile.write(marker, LAYOUT.getBytes(UTF_8), Survives.MACHINE);
      }
    }
  }

  /**
   * All entries, in the order in which they came.
   *
   * @throws ImageException if the file is damaged
   */
  public List<CatalogEntry> entries() throws IOException {
    return file.read();
  }

  /** Gives a document a name; an image that loses the name this way stays, without one. */
  public void put(Reference name, Descriptor descriptor, Origin origin) throws IOException {
    change(old -> {
      var entries = new ArrayList<CatalogEntry>();
      for (var entry : old) {
        if (!entry.isCalled(name)) {
          entries.add(entry);
        } else if (!entry.digest().equals(descriptor.digest())) {
          entries.add(entry.replaced());
        }
      }
      entries.add(CatalogEntry.named(name, descriptor, origin));
      return entries;
    });
  }

  /** Keeps a document that has no name. */
  public void put(Descriptor descriptor) throws IOException {
    change(old -> {
      var entries = new ArrayList<>(old);
      entries.add(CatalogEntry.unnamed(descriptor, Origin.HERE));
      return entries;
    });
  }

  /** Removes lines, all at once, and with an image's last one its signatures. */
  public void remove(Collection<CatalogEntry> lines) throws IOException {
    reduce(old -> {
      var rest = old.stream().filter(entry -> !lines.contains(entry)).toList();
      var lost = signatures(lines);
      lost.removeAll(signatures(rest));
      return rest.stream().filter(entry -> entry.name().filter(lost::contains).isEmpty()).toList();
    });
  }

  private static Set<Reference> signatures(Collection<CatalogEntry> lines) {
    return lines.stream()
        .flatMap(
            line -> line.name().stream().map(name -> SignatureImage.nameOf(name, line.digest())))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Takes the names away from lines, all at once; the documents stay. */
  public void unname(Collection<CatalogEntry> lines) throws IOException {
    reduce(old ->
        old.stream().map(entry -> lines.contains(entry) ? entry.replaced() : entry).toList());
  }

  private void reduce(UnaryOperator<List<CatalogEntry>> edit) throws IOException {
    store.removing(() -> change(edit));
  }

  private void change(UnaryOperator<List<CatalogEntry>> edit) throws IOException {
    try (var _ = store.lock()) {
      var old = entries();
      var tidied = tidied(edit.apply(old));
      if (!tidied.equals(old)) {
        file.write(tidied);
      }
    }
  }

  /** A document that has a name needs no entry without one, and none needs two. */
  private static List<CatalogEntry> tidied(List<CatalogEntry> entries) {
    var tidied = new ArrayList<CatalogEntry>();
    for (var entry : entries) {
      boolean said =
          entry.name().isEmpty()
              && (entries.stream().anyMatch(e -> e.name().isPresent() && e.sameDocument(entry))
                  || tidied.stream().anyMatch(entry::sameDocument));
      if (!said) {
        tidied.add(entry);
      }
    }
    return tidied;
  }
}
