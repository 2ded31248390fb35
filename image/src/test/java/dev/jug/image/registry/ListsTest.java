package dev.jug.image.registry;

import static dev.jug.image.registry.Failures.assertFails;
import static dev.jug.image.registry.Fixture.REPOSITORY;
import static dev.jug.image.registry.Fixture.json;
import static dev.jug.image.registry.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.MediaTypes;
import dev.jug.testkit.registry.Reply;
import dev.jug.testkit.registry.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsTest {
  private final Fixture fixture = new Fixture();
  private final Descriptor subject = Descriptor.of(MediaTypes.OCI_MANIFEST, text(fixture.manifest));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void tagsComeInPages() {
    for (var tag : new String[] {"2.0", "3.0", "4.0", "5.0"}) {
      fixture.registry.content().manifest(REPOSITORY, tag, MediaTypes.OCI_MANIFEST, "{}");
    }

    assertThat(fixture.registries.tags(fixture.image()))
        .containsExactly("1.0", "2.0", "3.0", "4.0", "5.0");
    assertThat(fixture.registry.seen(".*/tags/list")).hasSize(3);
  }

  @Test
  void aListWithoutEndIsRefused() {
    var endless = Reply.json(200, "{\"tags\":[\"a\"]}").with("Link", "<?n=1>; rel=\"next\"");
    fixture.registry.trouble(".*/tags/list", 2000, Trouble.instead(endless));

    assertFails(() -> fixture.registries.tags(fixture.image()), Kind.REFUSED, "without end");
  }

  @Test
  void aListIsNotFollowedToAnotherServerWithCredentials() {
    var away =
        Reply.json(200, "{\"tags\":[\"a\"]}")
            .with("Link", "<http://" + fixture.other.host() + "/v2/x/tags/list>; rel=next");
    fixture.credentials.put(fixture.registry.host(), Fixture.PASSWORD);
    fixture.registry.gate(Fixture.BASIC);
    assertThat(fixture.registries.tags(fixture.image())).containsExactly("1.0");
    fixture.registry.trouble(".*/tags/list", 1, Trouble.instead(away));

    assertFails(() -> fixture.registries.tags(fixture.image()), Kind.NOT_FOUND, "not known");
    assertThat(fixture.other.seen().getFirst().header("Authorization")).isEmpty();
  }

  @Test
  void aSignatureIsFoundByWhatItSigns() throws Exception {
    var signature = attach();

    assertThat(fixture.registries.referrers(fixture.image(), subject.digest()))
        .extracting(Descriptor::digest)
        .containsExactly(signature.descriptor().digest());
    assertThat(fixture.registry.content().manifest(REPOSITORY, fallback())).isEmpty();
  }

  @Test
  void anOldRegistryKeepsTheListUnderATag() throws Exception {
    fixture.registry.content().referrers().forget();
    assertThat(fixture.registries.referrers(fixture.image(), subject.digest())).isEmpty();

    var signature = attach();
    attach();

    var found = fixture.registries.referrers(fixture.image(), subject.digest());
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().digest()).isEqualTo(signature.descriptor().digest());
    assertThat(found.getFirst().artifactType()).isEqualTo("application/x.signature");
    assertThat(found.getFirst().annotations()).containsEntry("by", "me");
    assertThat(fixture.registry.content().manifest(REPOSITORY, fallback())).isPresent();
  }

  @Test
  void aManifestIsDeleted() {
    var image = fixture.image();

    fixture.registries.delete(image);

    assertThat(fixture.registry.content().manifest(REPOSITORY, "1.0")).isEmpty();
    assertFails(() -> fixture.registries.delete(image), Kind.NOT_FOUND, "deleting");
    fixture.registry.trouble("DELETE .*", 1, Trouble.instead(Reply.of(405)));
    assertFails(() -> fixture.registries.delete(image), Kind.REFUSED, "does not delete");
  }

  private Document attach() throws Exception {
    var manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"artifactType\":\"application/x.signature\",\"config\":%s,\"layers\":[],\"subject\":%s,\"annotations\":{\"by\":\"me\"}}"
            .formatted(MediaTypes.OCI_MANIFEST, json(fixture.blob), json(subject));
    var document = Document.of(MediaTypes.OCI_MANIFEST, text(manifest));
    try (var target = fixture.registries.target(fixture.image(), BlobOrigins.NONE)) {
      target.put(document);
    }
    return document;
  }

  private String fallback() {
    return "sha256-" + subject.digest().hex();
  }
}
