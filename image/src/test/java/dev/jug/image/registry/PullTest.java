package dev.jug.image.registry;

import static dev.jug.image.registry.Failures.assertFails;
import static dev.jug.image.registry.Fixture.REPOSITORY;
import static dev.jug.image.registry.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.testkit.registry.Reply;
import dev.jug.testkit.registry.Trouble;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PullTest {
  private static final String MANIFEST = "GET .*/manifests/.*";
  private static final String BLOB = "GET .*/blobs/.*";

  private final Fixture fixture = new Fixture();
  private final ImageSource source = fixture.registries.source(fixture.image());

  @AfterEach
  void close() {
    source.close();
    fixture.close();
  }

  @Test
  void anImageIsReadByItsTag() throws Exception {
    var root = source.root();

    assertThat(root.bytes()).isEqualTo(text(fixture.manifest));
    assertThat(root.isGenuine()).isTrue();
    assertThat(root.descriptor().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(read(0)).isEqualTo(fixture.layer);
    assertThat(fixture.registry.seen().getFirst().header("Accept").orElseThrow())
        .contains(MediaTypes.OCI_INDEX, MediaTypes.DOCKER_MANIFEST);
  }

  @Test
  void documentsAreReadByTheirDigests() {
    var manifest = Descriptor.of(MediaTypes.OCI_MANIFEST, text(fixture.manifest));
    var config = new Descriptor(MediaTypes.OCI_CONFIG, fixture.blob.digest(), fixture.blob.size());

    assertThat(source.document(manifest).bytes()).isEqualTo(text(fixture.manifest));
    assertThat(source.document(config).bytes()).isEqualTo(fixture.layer);
  }

  @Test
  void whatIsThereIsNotAskedForAgain() throws Exception {
    assertThat(read(150_000)).isEqualTo(Arrays.copyOfRange(fixture.layer, 150_000, 200_000));
    assertThat(fixture.registry.seen().getLast().header("Range")).hasValue("bytes=150000-");
    assertThat(read(200_000)).isEmpty();
  }

  @Test
  void aRegistryWithoutRangesSendsAllAndWeSkip() throws Exception {
    fixture.registry.trouble(BLOB, 1, Trouble.instead(Reply.of(200).with(fixture.layer)));

    assertThat(read(150_000)).isEqualTo(Arrays.copyOfRange(fixture.layer, 150_000, 200_000));
  }

  @Test
  void anotherPartThanTheOneWantedIsNotTaken() {
    fixture.registry.trouble(BLOB, 9, Trouble.header("Content-Range", "bytes 0-1/2"));

    assertFails(() -> read(150_000), Kind.UNAVAILABLE, "another part than byte 150000");
  }

  @Test
  void aConnectionThatIsCutIsResumed() throws Exception {
    fixture.registry.trouble(BLOB, 1, Trouble.cutAfter(70_000));

    try (var in = source.blob(fixture.blob, 0)) {
      assertThat(in.readNBytes(70_000)).hasSize(70_000);
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
    assertThat(read(70_000)).hasSize(130_000);
  }

  @Test
  void aConnectionThatStallsBreaks() throws Exception {
    fixture.registry.trouble(BLOB, 1, Trouble.stallAfter(70_000));

    try (var in = source.blob(fixture.blob, 0)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stalled");
    }
  }

  @Test
  void aRegistryThatIsSilentIsLeft() {
    fixture.registry.trouble(MANIFEST, 9, Trouble.silence());

    assertFails(source::root, Kind.UNAVAILABLE, "reading the manifest", "no answer");
    assertThat(fixture.registry.seen()).hasSize(3);
  }

  @Test
  void aFloodIsStopped() {
    fixture.registry.trouble(MANIFEST, 1, Trouble.flood());
    fixture.registry.trouble(BLOB, 1, Trouble.flood());

    assertFails(source::root, Kind.REFUSED, "larger than 4 MiB");
    assertFails(() -> read(0), Kind.CORRUPT, "more than the 200000 bytes");
  }

  @Test
  void aDocumentThatIsTooLargeIsNotEvenAskedFor() {
    var large = new Descriptor(MediaTypes.OCI_CONFIG, fixture.blob.digest(), 5 << 20);

    assertFails(() -> source.document(large), Kind.REFUSED, "larger than 4 MiB");
    assertThat(fixture.registry.seen()).isEmpty();
  }

  @Test
  void aManifestThatIsNotWhatTheRegistrySaysIsCorrupt() {
    var lie = Digest.of(text("another")).toString();
    fixture.registry.trouble(MANIFEST, 1, Trouble.header("Docker-Content-Digest", lie));

    assertFails(source::root, Kind.CORRUPT, lie, Digest.of(text(fixture.manifest)).toString());
  }

  @Test
  void aManifestWithOneFlippedByteIsCorrupt() {
    var bytes = text(fixture.manifest.replace("vnd.oci.image.layer", "vnd.oci.image.layes"));
    fixture.registry.trouble(MANIFEST, 1, Trouble.body(bytes));
    var pinned = fixture.image().at(Digest.of(text(fixture.manifest)));

    try (var exact = fixture.registries.source(pinned)) {
      assertFails(exact::root, Kind.CORRUPT, Digest.of(bytes).toString());
    }
  }

  @Test
  void aBlobOfAnotherSizeOrDigestIsCorrupt() {
    var lie = Digest.of(text("another")).toString();
    fixture.registry.trouble(BLOB, 1, Trouble.body(new byte[10]));
    fixture.registry.trouble(BLOB, 1, Trouble.header("Docker-Content-Digest", lie));

    assertFails(() -> read(0), Kind.CORRUPT, "10 bytes instead of 200000");
    assertFails(() -> read(0), Kind.CORRUPT, "another blob, " + lie);
  }

  @Test
  void oldManifestsAreRefusedWithTheReason() {
    fixture
        .registry
        .content()
        .manifest(
            REPOSITORY,
            "1.0",
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            "{\"schemaVersion\":1}");

    assertFails(source::root, Kind.REFUSED, "schema 1");
  }

  @Test
  void aDocumentThatContradictsItsHeaderIsRefused() {
    fixture.registry.trouble(MANIFEST, 1, Trouble.header("Content-Type", MediaTypes.OCI_INDEX));

    assertFails(source::root, Kind.REFUSED, "disagree");
  }

  @Test
  void aRegistryThatOnlyKeepsFilesWillDo() {
    fixture.registry.trouble(MANIFEST, 1, Trouble.header("Content-Type", "text/plain; x=y"));

    assertThat(source.root().descriptor().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
  }

  @Test
  void whatIsNotThereIsSaidInDockersWords() {
    var name = fixture.registry.host() + "/" + REPOSITORY;

    try (var none = fixture.registries.source(fixture.image("none"))) {
      assertFails(
          none::root, Kind.NOT_FOUND, "manifest for " + name + ":none not found: manifest unknown");
    }
    fixture.registry.trouble(MANIFEST, 1, Trouble.instead(Reply.error(404, "NAME_UNKNOWN", "no")));
    assertFails(
        source::root, Kind.NOT_FOUND, "repository " + name + " not found: name unknown: no");
    fixture.registry.trouble(MANIFEST, 1, Trouble.instead(Reply.error(403, "DENIED", "no")));
    assertFails(
        source::root,
        Kind.DENIED,
        "pull access denied for "
            + name
            + ", repository does not exist or may require 'docker login'");
  }

  @Test
  void whatARegistrySaysIsMadeHarmless() {
    var words = "\\u001b[2Jred\\r\\nalert" + "x".repeat(5000);
    fixture.registry.trouble(MANIFEST, 1, Trouble.instead(Reply.error(400, "BAD", words)));

    assertThatThrownBy(source::root)
        .message()
        .contains("bad:  [2Jred  alert")
        .hasSizeLessThan(700)
        .matches("[^\\p{Cntrl}]*");
  }

  @Test
  void aRegistryThatIsNotThereIsNamed() {
    fixture.registry.close();

    assertFails(source::root, Kind.UNAVAILABLE, fixture.registry.host(), "connection refused");
    assertThat(fixture.time.naps()).isEmpty();
  }

  private byte[] read(long from) throws IOException {
    try (var in = source.blob(fixture.blob, from)) {
      return in.readAllBytes();
    }
  }
}
