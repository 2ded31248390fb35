package dev.jug.image.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.StoreLayout;
import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final Reference TAGGED = Reference.parse("alpine:3");
  private static final Reference OTHER = Reference.parse("alpine:latest");
  private static final Descriptor ONE = document("one");
  private static final Descriptor TWO = document("two");

  @TempDir Path root;
  private ContentStore store;
  private Catalog catalog;

  private static Descriptor document(String text) {
    return Descriptor.of(MediaTypes.OCI_MANIFEST, text.getBytes(UTF_8));
  }

  @BeforeEach
  void open() throws IOException {
    store = new ContentStore(new StoreLayout(root));
    catalog = reopened();
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** One that reads what the other wrote. */
  private Catalog reopened() throws IOException {
    return new Catalog(store, new ImageCodec());
  }

  private List<String> lines() throws IOException {
    return reopened().entries().stream()
        .map(e -> e.name().map(Reference::familiar).orElse("-") + " " + e.digest().shortened())
        .toList();
  }

  private static String line(String name, Descriptor document) {
    return name + " " + document.digest().shortened();
  }

  @Test
  void whatAnotherWritesIsSeen() throws IOException {
    var other = reopened();
    for (var name : List.of(TAGGED, OTHER)) {
      other.put(name, ONE, Origin.HERE);
      assertThat(catalog.entries()).isEqualTo(other.entries());
      catalog.put(name, TWO, Origin.HERE);
      assertThat(other.entries()).isEqualTo(catalog.entries());
    }
  }

  @Test
  void whatIsChangedByHandIsSeen() throws IOException {
    catalog.put(TAGGED, ONE, Origin.HERE);
    assertThat(catalog.entries()).hasSize(1);
    Files.writeString(store.layout().index(), "{");
    assertThatThrownBy(catalog::entries).hasMessageContaining("is damaged");
    Files.delete(store.layout().index());
    assertThat(catalog.entries()).isEmpty();
  }

  @Test
  void aNewStoreHasNone() throws IOException {
    assertThat(catalog.entries()).isEmpty();
    assertThat(root.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  @Test
  void namesStay() throws IOException {
    catalog.put(TAGGED, ONE, Origin.HERE);
    catalog.put(OTHER, ONE, Origin.HERE);
    assertThat(lines()).containsExactly(line("alpine:3", ONE), line("alpine:latest", ONE));
  }

  @Test
  void anImageThatLostItsOnlyNameStaysWithoutOne() throws IOException {
    catalog.put(TAGGED, ONE, Origin.HERE);
    catalog.put(TAGGED, TWO, Origin.HERE);
    assertThat(lines()).containsExactly(line("-", ONE), line("alpine:3", TWO));
  }

  @Test
  void anImageThatLostOneOfItsNamesKeepsTheOthers() throws IOException {
    catalog.put(TAGGED, ONE, Origin.HERE);
    catalog.put(OTHER, ONE, Origin.HERE);
    catalog.put(TAGGED, TWO, Origin.HERE);
    assertThat(lines()).containsExactly(line("alpine:latest", ONE), line("alpine:3", TWO));
  }

  @Test
  void aNameComesBack() throws IOException {
    catalog.put(TAGGED, ONE, Origin.HERE);
    catalog.put(TAGGED, TWO, Origin.HERE);
    catalog.put(TAGGED, ONE, Origin.HERE);
    assertThat(lines()).containsExactly(line("-", TWO), line("alpine:3", ONE));
  }

  @Test
  void namesAndImagesGo() throws IOException {
    catalog.put(TAGGED, ONE, Origin.HERE);
    catalog.put(OTHER, ONE, Origin.HERE);
    catalog.remove(catalog.entries().subList(0, 1));
    assertThat(lines()).containsExactly(line("alpine:latest", ONE));
    catalog.unname(catalog.entries());
    assertThat(lines()).containsExactly(line("-", ONE));
    catalog.remove(catalog.entries());
    assertThat(lines()).isEmpty();
  }

  @Test
  void whereAnImageCameFromIsKnown() throws IOException {
    catalog.put(TAGGED, ONE, Origin.REGISTRY);
    catalog.put(OTHER, catalog.entries().getFirst().descriptor(), Origin.HERE);
    assertThat(reopened().entries())
        .extracting(CatalogEntry::origin)
        .containsExactly(Origin.REGISTRY, Origin.HERE);

    catalog.put(TAGGED, TWO, Origin.HERE);
    catalog.put(OTHER, TWO, Origin.HERE);
    assertThat(reopened().entries())
        .extracting(CatalogEntry::origin)
        .containsExactly(Origin.REPLACED, Origin.HERE, Origin.HERE);
  }

  @Test
  void oneImageWithoutANameIsKeptOnce() throws IOException {
    catalog.put(ONE);
    catalog.put(ONE);
    assertThat(lines()).containsExactly(line("-", ONE));
  }

  @Test
  void twoAtATimeLoseNothing() throws IOException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        var name = Reference.parse("image:" + i);
        var _ =
            threads.submit(() -> {
              reopened().put(name, ONE, Origin.HERE);
              return null;
            });
      }
    }
    assertThat(lines()).hasSize(20);
  }

  @Test
  void aDamagedCatalogIsNamed() throws IOException {
    Files.writeString(root.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[{}]}");
    assertThatThrownBy(catalog::entries)
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("index.json is damaged")
        .hasMessageContaining("mediaType: missing");
  }
}
