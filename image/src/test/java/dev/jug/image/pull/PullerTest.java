package dev.jug.image.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.compress.Decompressor;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.StoreLayout;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.fixture.ArchiveDriver;
import dev.jug.image.fixture.MemoryImage;
import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Patience;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullerTest {
  private static final Platform AMD = Platform.parse("linux/amd64");
  private static final Platform ARM = Platform.parse("linux/arm64");

  @TempDir Path root;
  private ContentStore store;
  private ArchiveDriver driver;

  @BeforeEach
  void open() throws IOException {
    store = new ContentStore(new StoreLayout(root));
    driver = new ArchiveDriver(true);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private Descriptor pull(ImageSource source, @Nullable Platform platform) throws IOException {
    var puller =
        new Puller(
            store,
            new LayerUnpacker(store, driver, Decompressor.DEFAULT, LayerLimits.DEFAULT),
            new ImageCodec(),
            () -> Puller.LAYERS_AT_A_TIME);
    try (var lease = store.lease()) {
      return puller.pull(source, platform, lease, Progress.NONE);
    }
  }

  private static Digest digest(String layer) {
    return Digest.of(layer.getBytes(UTF_8));
  }

  private boolean isUnpacked(String... layers) {
    return driver.has(new Chain(List.of(layers).stream().map(PullerTest::digest).toList()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allOfItIsThereAfterwards(boolean independent) throws IOException {
    driver = new ArchiveDriver(independent);
    var image = MemoryImage.of("one", "two", "three");

    var pulled = pull(image, null);

    assertThat(pulled).isEqualTo(image.manifest().descriptor());
    assertThat(store.all()).hasSize(5);
    assertThat(isUnpacked("one")).isTrue();
    assertThat(isUnpacked("one", "two", "three")).isTrue();
    assertThat(root.resolve("ingest")).isEmptyDirectory();
  }

  @Test
  void theSameLayerTwiceIsOneLayer() throws IOException {
    pull(MemoryImage.of("same", "same"), null);
    assertThat(driver.stored()).containsExactly(digest("same"));
  }

  @Test
  void aLayerThatIsThereIsNotFetchedAgain() throws IOException {
    pull(MemoryImage.of("shared"), null);
    var image = MemoryImage.of("shared", "more");
    image.forge(image.layers().getFirst().digest(), new byte[0]);
    pull(image, null);
    assertThat(isUnpacked("shared", "more")).isTrue();
  }

  @Test
  void anIndexGivesTheImageForThePlatform() throws IOException {
    var index = new MemoryImage(AMD, "for amd").with(AMD, new MemoryImage(ARM, "for arm"), ARM);
    pull(index, ARM);
    assertThat(isUnpacked("for arm")).isTrue();
    assertThat(isUnpacked("for amd")).isFalse();
  }

  @Test
  void anIndexWithoutThePlatformSaysWhatItHas() {
    var index = new MemoryImage(AMD, "a").with(AMD, new MemoryImage(ARM, "b"), ARM);
    assertThatThrownBy(() -> pull(index, Platform.parse("linux/riscv64")))
        .hasMessageContaining("no matching manifest for linux/riscv64 in the manifest list entries")
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.advice()).contains("linux/amd64, linux/arm64"));
  }

  @Test
  void aSingleImageForAnotherPlatformIsRefusedIfOneWasAskedFor() {
    assertThatThrownBy(() -> pull(new MemoryImage(AMD, "a"), ARM))
        .hasMessageContaining("the image runs on linux/amd64, not on linux/arm64");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, -1})
  void oneFlippedBitInALayerIsNamedAndNothingOfItStays(int position) {
    var image = MemoryImage.of("one", "two");
    var bad = image.layers().get(1).digest();
    var bytes = image.content(bad);
    image.flip(bad, position < 0 ? bytes.length - 1 : position);
    var actual = Digest.of(image.content(bad));

    assertThatThrownBy(() -> pull(image, null))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(ImageException.Kind.CORRUPT))
        .hasMessageContaining(bad.toString())
        .hasMessageContaining(actual.toString());

    assertThat(store.has(bad)).isFalse();
    assertThat(isUnpacked("two")).isFalse();
    assertThat(root.resolve("ingest").resolve("sha256-" + bad.hex())).doesNotExist();
  }

  @Test
  void oneFlippedBitInADocumentIsNamed() {
    var image = MemoryImage.of("one");
    var config = image.claim().config().digest();
    image.flip(config, 5);
    assertThatThrownBy(() -> pull(image, null))
        .hasMessageContaining(config.toString())
        .hasMessageContaining(Digest.of(image.content(config)).toString());
  }

  @Test
  void aLayerThatIsNotWhatTheConfigurationSaysIsRefused() throws IOException {
    var image = MemoryImage.of("one");
    var other = MemoryImage.of("other");
    var layer = other.layers().getFirst();
    image.forge(layer.digest(), other.content(layer.digest()));
    image.claiming(ImageManifest.of(image.claim().config(), List.of(layer)));

    assertThatThrownBy(() -> pull(image, null))
        .hasMessageContaining(layer.digest().toString())
        .hasMessageContaining(digest("one").toString())
        .hasMessageContaining(digest("other").toString());
    assertThat(driver.stored()).isEmpty();
  }

  @Test
  void asManyLayersAsTheConfigurationSays() {
    var image = MemoryImage.of("one", "two");
    var claim = image.claim();
    image.claiming(ImageManifest.of(claim.config(), claim.layers().subList(0, 1)));
    assertThatThrownBy(() -> pull(image, null))
        .hasMessageContaining("the manifest has 1 layers, the configuration 2 diff_ids");
  }

  @Test
  void aForeignLayerIsRefused() {
    var image = MemoryImage.of("one");
    var layer = image.layers().getFirst();
    var foreign =
        new Descriptor(
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
            layer.digest(),
            layer.size());
    image.claiming(ImageManifest.of(image.claim().config(), List.of(foreign)));
    assertThatThrownBy(() -> pull(image, null)).hasMessageContaining("foreign layers");
  }

  @ParameterizedTest
  @ValueSource(strings = {MediaTypes.OCI_LAYER_GZIP, MediaTypes.OCI_LAYER_ZSTD})
  void whatIsNotPackedAsItSaysIsRefused(String type) {
    var image = MemoryImage.of("one");
    var junk = "this is not packed at all".getBytes(UTF_8);
    var layer = Descriptor.of(type, junk);
    image.forge(layer.digest(), junk);
    image.claiming(ImageManifest.of(image.claim().config(), List.of(layer)));
    assertThatThrownBy(() -> pull(image, null))
        .hasMessageContaining("layer " + layer.digest() + " cannot be unpacked");
  }

  /** Each connection breaks after a few bytes. */
  @Test
  void aConnectionThatBreaksIsMadeAnewFromWhereItBroke() throws IOException {
    var image = MemoryImage.of("a layer that comes in pieces");
    pull(new Breaking(image, 7), null);
    assertThat(isUnpacked("a layer that comes in pieces")).isTrue();
  }

  @Test
  void aConnectionThatBringsNothingIsGivenUpAndCanBeGoneOnWith() throws IOException {
    var image = MemoryImage.of("a layer that comes in two pulls");
    var layer = image.layers().getFirst();
    var cut = new Cut(image, 11, new Patience(3, Duration.ZERO));
    assertThatThrownBy(() -> pull(cut, null))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining("reading " + layer.digest() + " from cut broke after 11 of");
    assertThat(root.resolve("ingest/sha256-" + layer.digest().hex())).hasSize(11);

    pull(new Breaking(image, 1000), null);
    assertThat(isUnpacked("a layer that comes in two pulls")).isTrue();
  }

  @Test
  void aFileThatIsCutIsNotWaitedForAndNothingOfItStays() {
    var image = MemoryImage.of("a layer that will never come");
    var cut = new Cut(image, 11, Patience.NONE);
    assertThatThrownBy(() -> pull(cut, null))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    assertThat(root.resolve("ingest")).isEmptyDirectory();
  }

  /** Sends only so many bytes for each request. */
  private record Breaking(MemoryImage image, int bytes) implements ImageSource {
    @Override
    public String name() {
      return "breaking";
    }

    @Override
    public Patience patience() {
      return new Patience(3, Duration.ZERO);
    }

    @Override
    public dev.jug.image.transfer.Document root() {
      return image.root();
    }

    @Override
    public dev.jug.image.transfer.Document document(Descriptor descriptor) {
      return image.document(descriptor);
    }

    @Override
    public InputStream blob(Descriptor descriptor, long from) throws IOException {
      return new java.io.ByteArrayInputStream(image.blob(descriptor, from).readNBytes(bytes));
    }

    @Override
    public void close() {}
  }

  /** Sends the first bytes and no more. */
  private record Cut(MemoryImage image, int bytes, Patience patience) implements ImageSource {
    @Override
    public String name() {
      return "cut";
    }

    @Override
    public dev.jug.image.transfer.Document root() {
      return image.root();
    }

    @Override
    public dev.jug.image.transfer.Document document(Descriptor descriptor) {
      return image.document(descriptor);
    }

    @Override
    public InputStream blob(Descriptor descriptor, long from) throws IOException {
      long left = Math.max(0, bytes - from);
      return new java.io.ByteArrayInputStream(image.blob(descriptor, from).readNBytes((int) left));
    }

    @Override
    public void close() {}
  }
}
