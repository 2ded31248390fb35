package dev.jug.image.registry;

import static dev.jug.image.registry.Failures.assertFails;
import static dev.jug.image.registry.Fixture.REPOSITORY;
import static dev.jug.image.registry.Fixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.testkit.registry.FakeContent;
import dev.jug.testkit.registry.Reply;
import dev.jug.testkit.registry.Trouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushTest {
  private static final String PUT = "PUT .*/blobs/uploads/.*";
  private static final String PATCH = "PATCH .*/blobs/uploads/.*";
  private static final String OTHERS = "team/base";

  private final Fixture fixture = new Fixture();
  private final FakeContent there = fixture.registry.content();
  private final byte[] bytes = Fixture.bytes(20 << 20);
  private final Descriptor blob = Descriptor.of(MediaTypes.OCI_LAYER, bytes);
  private final ImageTarget target =
      fixture.registries.target(fixture.image("2.0"), _ -> List.of("no/such", OTHERS));

  @AfterEach
  void close() {
    target.close();
    assertThat(there.uploads().open()).as("uploads left behind").isEmpty();
    fixture.close();
  }

  @Test
  void aBlobGoesInOneRequest() throws Exception {
    assertThat(target.has(blob)).isFalse();
    push();

    assertStored();
    assertThat(target.has(blob)).isTrue();
    assertThat(fixture.registry.seen(PATCH)).isEmpty();
    assertThat(fixture.registry.seen(PUT).getFirst().header("Content-Length"))
        .hasValue(Integer.toString(bytes.length));
  }

  @Test
  void anEmptyBlobIsABlob() throws Exception {
    var empty = Descriptor.of(MediaTypes.OCI_LAYER, new byte[0]);

    target.put(empty, InputStream::nullInputStream);

    assertThat(target.has(empty)).isTrue();
  }

  @Test
  void whatIsInAnotherRepositoryIsNotSent() {
    there.blob(OTHERS, bytes);

    assertThat(target.has(blob)).isTrue();
    assertStored();
    assertThat(fixture.registry.seen(PUT)).isEmpty();
  }

  @Test
  void anUploadBegunInsteadOfAMountIsUsed() throws Exception {
    assertThat(target.has(blob)).isFalse();
    int begun = fixture.registry.seen("POST .*").size();
    push();

    assertThat(fixture.registry.seen("POST .*")).hasSize(begun);
    assertStored();
  }

  @Test
  void whatTheRegistryWillNotMountIsSent() throws Exception {
    fixture.registry.trouble("POST .*", 2, Trouble.instead(Reply.error(403, "DENIED", "no")));

    assertThat(target.has(blob)).isFalse();
    push();
    assertStored();
  }

  @Test
  void aConnectionThatBreaksBeginsAnew() throws Exception {
    fixture.registry.trouble(PUT, 1, Trouble.instead(Reply.error(503, "UNAVAILABLE", "busy")));

    push();

    assertStored();
    assertThat(fixture.registry.seen(PUT)).hasSize(2);
    assertThat(fixture.time.naps()).hasSize(1);
  }

  @Test
  void aBlobThatArrivedUnnoticedIsNotSentAgain() throws Exception {
    fixture.registry.trouble(PUT, 1, Trouble.silence());

    push();

    assertStored();
    assertThat(fixture.registry.seen(PUT)).hasSize(1);
  }

  @Test
  void chunksAreSentWhereTheyAreDemanded() throws Exception {
    there.uploads().demandChunks(5 << 20);

    push();

    assertStored();
    assertThat(fixture.registry.seen(PATCH))
        .extracting(seen -> seen.header("Content-Range").orElseThrow())
        .containsExactly("0-8388607", "8388608-16777215", "16777216-20971519");
  }

  @Test
  void aProxyThatWantsLessAtOnceGetsChunks() throws Exception {
    fixture.registry.trouble(PUT, 1, Trouble.instead(Reply.of(413)));

    push();

    assertStored();
    assertThat(fixture.registry.seen(PATCH)).hasSize(3);
  }

  @Test
  void aChunkThatArrivedUnnoticedIsNotSentAgain() throws Exception {
    there.uploads().demandChunks(1);
    fixture.registry.trouble(PATCH, 1, Trouble.silence());

    push();

    assertStored();
    assertThat(fixture.registry.seen(PATCH)).hasSize(3);
  }

  @Test
  void aChunkThatIsOutOfStepGoesWhereTheRegistryIs() throws Exception {
    there.uploads().demandChunks(1);
    fixture.registry.trouble(PATCH, 1, Trouble.header("Range", "0-99"));

    push();

    assertStored();
    assertThat(fixture.registry.seen(PATCH).get(1).header("Content-Range").orElseThrow())
        .startsWith("100-");
  }

  @Test
  void contentThatCannotBeReadIsNoFaultOfTheRegistry() {
    assertThatThrownBy(() ->
            target.put(
                blob,
                () -> {
                  throw new IOException("the disk is broken");
                }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is broken");
    assertThatThrownBy(() -> target.put(blob, BrokenStream::new))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk broke");
    assertThat(fixture.time.naps()).isEmpty();
  }

  @Test
  void contentThatIsNotItsDigestIsRefusedByTheRegistry() {
    var lie = new Descriptor(MediaTypes.OCI_LAYER, Digest.of(text("other")), bytes.length);

    assertFails(
        () -> target.put(lie, () -> new ByteArrayInputStream(bytes)),
        Kind.FAILED,
        "digest invalid: provided digest did not match");
  }

  @Test
  void theNameComesLast() throws Exception {
    var part = Document.of(MediaTypes.OCI_MANIFEST, text(fixture.manifest));
    var root = Document.of(MediaTypes.OCI_INDEX, text("{\"schemaVersion\":2,\"manifests\":[]}"));

    target.put(part);
    assertThat(there.manifest(REPOSITORY, part.descriptor().digest().toString())).isPresent();
    assertThat(there.manifest(REPOSITORY, "2.0")).isEmpty();
    target.finish(root);

    assertThat(there.manifest(REPOSITORY, "2.0")).hasValue(new String(root.bytes(), UTF_8));
    assertThat(fixture.registry.seen().getLast().header("Content-Type"))
        .hasValue(MediaTypes.OCI_INDEX);
  }

  @Test
  void anImageIsNotPushedToAnothersDigest() {
    var root = Document.of(MediaTypes.OCI_MANIFEST, text(fixture.manifest));
    var pinned = fixture.image().at(Digest.of(text("other")));

    try (var wrong = fixture.registries.target(pinned, BlobOrigins.NONE)) {
      assertFails(() -> wrong.finish(root), Kind.INVALID, "cannot be the name");
    }
  }

  @Test
  void aRegistryThatStoresSomethingElseIsCaught() {
    var lie = Digest.of(text("other")).toString();
    fixture.registry.trouble(
        "PUT .*/manifests/.*", 1, Trouble.header("Docker-Content-Digest", lie));

    assertFails(
        () -> target.finish(Document.of(MediaTypes.OCI_MANIFEST, text(fixture.manifest))),
        Kind.CORRUPT,
        lie);
  }

  private void push() throws IOException {
    target.put(blob, () -> new ByteArrayInputStream(bytes));
  }

  private void assertStored() {
    assertThat(there.blob(REPOSITORY, blob.digest().toString())).hasValue(bytes);
  }

  /** Gives some bytes, and then fails. */
  private static final class BrokenStream extends InputStream {
    private int left = 100_000;

    @Override
    public int read() throws IOException {
      if (left-- == 0) {
        throw new IOException("the disk broke");
      }
      return 1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      into[from] = (byte) read();
      return 1;
    }
  }
}
