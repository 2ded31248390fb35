package dev.jug.image.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
  private static final byte[] HELLO = "hello, layer".getBytes(UTF_8);
  private static final Descriptor BLOB = Descriptor.of("text/plain", HELLO);

  @TempDir Path root;
  private ContentStore store;

  @BeforeEach
  void open() throws IOException {
    store = new ContentStore(new StoreLayout(root));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static byte[] contentOf(ContentStore store, Digest digest) throws IOException {
    return store.read(digest, 100);
  }

  @Test
  void whatWasPutInIsThereUnderItsDigest() throws IOException {
    assertThat(store.has(BLOB.digest())).isFalse();
    assertThat(store.size(BLOB.digest())).isEqualTo(-1);

    store.put(BLOB.digest(), HELLO);

    assertThat(contentOf(store, BLOB.digest())).isEqualTo(HELLO);
    assertThat(store.size(BLOB.digest())).isEqualTo(HELLO.length);
    assertThat(store.all()).containsExactly(BLOB.digest());
    assertThat(root.resolve("blobs/sha256/" + BLOB.digest().hex())).hasBinaryContent(HELLO);
    assertThat(root.resolve("ingest")).isEmptyDirectory();
  }

  @Test
  void aBlobInPiecesIsSeenWhenItIsWhole() throws IOException {
    try (var ingest = store.ingest(BLOB)) {
      ingest.write(HELLO, 0, 5);
      assertThat(store.has(BLOB.digest())).isFalse();
      ingest.write(HELLO, 5, HELLO.length - 5);
      ingest.commit();
    }
    assertThat(contentOf(store, BLOB.digest())).isEqualTo(HELLO);
  }

  @Test
  void theNextTryGoesOnWhereTheLastOneStopped() throws IOException {
    try (var ingest = store.ingest(BLOB)) {
      ingest.write(HELLO, 0, 5);
    }
    try (var ingest = store.ingest(BLOB)) {
      assertThat(ingest.offset()).isEqualTo(5);
      assertThat(ingest.arrived().readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
      ingest.write(HELLO, 5, HELLO.length - 5);
      ingest.commit();
    }
    assertThat(contentOf(store, BLOB.digest())).isEqualTo(HELLO);
  }

  @Test
  void anotherDigestIsRefusedAndNothingStays() throws IOException {
    var wrong = "hellO, layer".getBytes(UTF_8);
    try (var ingest = store.ingest(BLOB)) {
      ingest.write(wrong, 0, wrong.length);
      assertThatThrownBy(ingest::commit)
          .isInstanceOf(ImageException.class)
          .hasMessageContaining(BLOB.digest().toString())
          .hasMessageContaining(Digest.of(wrong).toString());
    }
    assertThat(store.all()).isEmpty();
    assertThat(root.resolve("ingest")).isEmptyDirectory();
  }

  @Test
  void tooFewBytesAreRefused() throws IOException {
    try (var ingest = store.ingest(BLOB)) {
      ingest.write(HELLO, 0, 3);
      assertThatThrownBy(ingest::commit).hasMessageContaining("3 bytes instead of 12");
    }
  }

  @Test
  void tooManyBytesAreRefusedBeforeTheyAreStored() throws IOException {
    try (var ingest = store.ingest(BLOB)) {
      assertThatThrownBy(() -> ingest.write(new byte[13], 0, 13))
          .hasMessageContaining("more than the 12 bytes");
    }
    assertThat(root.resolve("ingest")).isEmptyDirectory();
  }

  @Test
  void leftoversThatAreTooLongAreForgotten() throws IOException {
    Files.writeString(
        root.resolve("ingest/sha256-" + BLOB.digest().hex()), "longer than the blob itself");
    try (var ingest = store.ingest(BLOB)) {
      assertThat(ingest.offset()).isZero();
    }
  }

  @Test
  void aDamagedBlobIsNoticedWhenItIsRead() throws IOException {
    store.put(BLOB.digest(), HELLO);
    Files.writeString(root.resolve("blobs/sha256/" + BLOB.digest().hex()), "hello, loser");
    assertThatThrownBy(() -> contentOf(store, BLOB.digest()))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining(BLOB.digest().toString());
  }

  @Test
  void aBlobThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> contentOf(store, BLOB.digest()))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> assertThat(e.kind()).isEqualTo(ImageException.Kind.NOT_FOUND))
        .hasMessageContaining(BLOB.digest().toString());
  }

  @Test
  void aLeaseHoldsItsDigestsUntilItIsClosed() throws IOException {
    try (var lease = store.lease()) {
      lease.add(List.of(BLOB.digest()));
      assertThat(leased()).containsExactly(BLOB.digest());
    }
    assertThat(leased()).isEmpty();
  }

  /** Its process was killed: nobody holds the lock any more. */
  @Test
  void aLeaseOfTheDeadHoldsNothingButTellsOfThem() throws IOException {
    var file = root.resolve("leases/dead");
    Files.writeString(file, BLOB.digest() + "\nsha256:12");
    assertThat(leased()).isEmpty();
    assertThat(store.clean()).isTrue();
    assertThat(file).exists();
  }

  @Test
  void anOperationThatComesToItsEndLeavesNoLease() throws IOException {
    try (var lease = store.lease()) {
      lease.done();
    }
    assertThat(store.clean()).isFalse();
    store.lease().close();
    assertThat(store.clean()).isTrue();
  }

  @Test
  void anIngestThatBroughtNothingLeavesNothing() throws IOException {
    store.ingest(BLOB).close();
    assertThat(root.resolve("ingest")).isEmptyDirectory();
  }

  @Test
  void whatNoTransferCanGoOnWithIsRemoved() throws IOException {
    store.put(BLOB.digest(), HELLO);
    var other = Digest.of(new byte[] {1});
    Files.writeString(root.resolve("ingest/" + BLOB.digest().fileName()), "hel");
    Files.createFile(root.resolve("ingest/" + other.fileName()));
    Files.writeString(root.resolve("index.json.tmp"), "{");
    var useful = root.resolve("ingest/" + Digest.of(new byte[] {2}).fileName());
    Files.writeString(useful, "x");

    store.clean();

    assertThat(root.resolve("ingest")).isDirectoryContaining(useful::equals);
    assertThat(store.partial().files()).hasSize(1);
    assertThat(root.resolve("index.json.tmp")).doesNotExist();
    assertThat(store.partial().remove(Instant.EPOCH)).isZero();
    assertThat(store.partial().remove(Instant.MAX)).isPositive();
    assertThat(store.partial().files()).isEmpty();
  }

  @Test
  void whatIsArrivingIsNotRemoved() throws IOException {
    try (var ingest = store.ingest(BLOB)) {
      ingest.write(HELLO, 0, 5);
      store.clean();
      assertThat(store.partial().remove(Instant.MAX)).isZero();
      ingest.write(HELLO, 5, HELLO.length - 5);
      ingest.commit();
    }
    assertThat(store.has(BLOB.digest())).isTrue();
  }

  private Set<Digest> leased() throws IOException {
    try (var _ = store.lock()) {
      return store.leases().held();
    }
  }
}
