package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker archives as others write them: old, new, damaged and hostile. */
class ForeignArchivesTest {
  private static final String MANIFEST =
      """
      [{"Config": "c.json", "RepoTags": ["a:1"], "Layers": ["1/layer.tar", "2/layer.tar"]}]
      """;

  @TempDir private Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
  private final byte[] layer;

  ForeignArchivesTest() throws IOException {
    layer = SampleImage.tar("f", "text");
  }

  private void add(String name, byte[] content) throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void add(String name, String text) throws IOException {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void addLink(String name, String target) throws IOException {
    var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK, true);
    entry.setLinkName(target);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** Both layers have the same content, and so the same diffID. */
  private String config() {
    var diffId = Digest.of(layer);
    return """
    {"architecture": "amd64", "os": "linux",
     "rootfs": {"type": "layers", "diff_ids": ["%s", "%s"]}}
    """
        .formatted(diffId, diffId);
  }

  private DockerArchive open() throws IOException {
    tar.close();
    return new DockerArchive(
        TarIndex.read(new ByteArrayInputStream(bytes.toByteArray()), "a.tar", folder));
  }

  private void refused(Kind kind, String message) {
    assertThatThrownBy(
            () -> {
              try (var archive = open()) {
                Copying.readAll(archive.source(archive.single()));
              }
            })
        .isInstanceOfSatisfying(ImageException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  @Test
  void anOldOneWithALinkForALayer() throws IOException {
    add("1/layer.tar", layer);
    add("1/VERSION", "1.0");
    addLink("2/layer.tar", "../1/layer.tar");
    add("c.json", config());
    add("manifest.json", MANIFEST);
    add("repositories", "{not even JSON");
    try (var archive = open()) {
      var source = archive.source(archive.find(Reference.parse("a:1")));
      var layers = new ImageCodec().manifest(Copying.readAll(source).bytes()).layers();
      assertThat(layers).hasSize(2).allMatch(d -> d.size() == layer.length);
    }
  }

  @Test
  void packedLayersAreNamedByWhatTheyAre() throws IOException {
    var packed = SampleImage.pack(layer, LayerCompression.GZIP);
    add("1/layer.tar", packed);
    add("2/layer.tar", SampleImage.pack(layer, LayerCompression.ZSTD));
    add("c.json", config());
    add("manifest.json", MANIFEST);
    try (var archive = open()) {
      var layers =
          new ImageCodec()
              .manifest(Copying.readAll(archive.source(archive.single())).bytes())
              .layers();
      assertThat(layers.getFirst().digest().matches(packed)).isTrue();
      assertThat(layers)
          .extracting(d -> d.mediaType())
          .containsExactly(MediaTypes.OCI_LAYER_GZIP, MediaTypes.OCI_LAYER_ZSTD);
    }
  }

  @Test
  void aPackedMemberThatIsAThousandLayersIsReadOnce() throws IOException {
    var packed = SampleImage.pack(layer, LayerCompression.GZIP);
    add("l", packed);
    var diffIds = ("\"" + Digest.of(layer) + "\",").repeat(1000);
    add(
        "c.json",
        """
        {"architecture": "a", "os": "b", "rootfs": {"type": "layers", "diff_ids": [%s"%s"]}}
        """
            .formatted(diffIds, Digest.of(layer)));
    add(
        "manifest.json",
        "[{\"Config\": \"c.json\", \"Layers\": [" + "\"l\",".repeat(1000) + "\"l\"]}]");
    tar.close();
    var members =
        new CountingMembers(
            TarIndex.read(new ByteArrayInputStream(bytes.toByteArray()), "a.tar", folder));
    try (var archive = new DockerArchive(members)) {
      archive.source(archive.single()).close();
    }
    assertThat(members.opened).containsExactly("manifest.json", "c.json", "l");
  }

  @Test
  void aNewOneIsALayoutToo() throws IOException {
    add("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}");
    add("index.json", "{\"schemaVersion\": 2, \"manifests\": []}");
    add("1/layer.tar", layer);
    add("2/layer.tar", layer);
    add("c.json", config());
    add("manifest.json", MANIFEST.replace("}]", ", \"LayerSources\": {\"x\": {\"size\": 5}}}]"));
    try (var archive = open()) {
      assertThat(Copying.readAll(archive.source(archive.single())).isGenuine()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | manifest.json: ",
        "[null] | null is no image",
        "null | null is no image",
        "[] | has 0 images; none has a name",
        "[{}] | Config: missing",
        "[{\"Config\": 5, \"Layers\": {}}] | manifest.json: ",
        "[{\"Config\": \"c.json\", \"Layers\": [null]}] | Layers: null is not a string",
        "[{\"Config\": \"c.json\", \"Layers\": [\"1/layer.tar\"]}] | names 1 layers, but c.json has 2",
        "[{\"Config\": \"c.json\", \"Config\": \"c.json\"}] | manifest.json: ",
        "[{\"Config\": | manifest.json: ",
        "[{\"Config\": \"bad\"}] | a.tar: bad: image config: ",
      })
  void aManifestWithoutSense(String manifest, String message) throws IOException {
    add("1/layer.tar", layer);
    add("c.json", config());
    add("bad", "[]");
    add("manifest.json", manifest);
    refused(Kind.INVALID, message);
  }

  @Test
  void membersOutsideDoNotExist() throws IOException {
    add("c.json", config());
    add("manifest.json", MANIFEST.replace("1/layer.tar", "../../../../../../etc/passwd"));
    refused(Kind.NOT_FOUND, "a.tar has no member etc/passwd");
  }

  @Test
  void aMissingLayerIsNamed() throws IOException {
    add("1/layer.tar", layer);
    add("c.json", config());
    add("manifest.json", MANIFEST);
    refused(Kind.NOT_FOUND, "a.tar has no member 2/layer.tar");
  }

  @Test
  void aHugeManifestIsNotRead() throws IOException {
    add("manifest.json", " ".repeat((4 << 20) + 1));
    refused(Kind.REFUSED, "a.tar: manifest.json is larger than 4194304 bytes");
  }

  @Test
  void deepNestingEndsEarly() throws IOException {
    add("manifest.json", "[".repeat(4 << 20));
    refused(Kind.INVALID, "manifest.json: ");
  }

  @Test
  void anArchiveWithoutImages() throws IOException {
    add("hello", "");
    refused(Kind.NOT_FOUND, "a.tar has no member manifest.json");
  }
}
