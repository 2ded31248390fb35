package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageCodecTest {
  private static final Digest EMPTY = Digest.of(new byte[0]);

  private final ImageCodec codec = new ImageCodec();

  @Test
  void aManifestOfTheOci() {
    var manifest = codec.manifest(Samples.OCI_MANIFEST.getBytes(StandardCharsets.UTF_8));

    assertThat(manifest.config().mediaType()).isEqualTo(MediaTypes.OCI_CONFIG);
    assertThat(manifest.layers())
        .extracting(Descriptor::size)
        .containsExactly(32_654L, 16_724L, 8_589_934_592L);
    assertThat(manifest.subject()).isNotNull();
    assertThat(manifest.annotations()).containsEntry("com.example.key1", "value1");
    assertThat(codec.manifest(codec.write(manifest))).isEqualTo(manifest);
  }

  @Test
  void aManifestOfDockers() {
    var manifest = codec.manifest(Samples.DOCKER_MANIFEST.getBytes(StandardCharsets.UTF_8));

    assertThat(manifest.mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(manifest.layers().getFirst().urls()).containsExactly("https://example.com/a");
    assertThat(codec.manifest(codec.write(manifest))).isEqualTo(manifest);
  }

  @Test
  void anIndex() {
    var index = codec.index(Samples.OCI_INDEX.getBytes(StandardCharsets.UTF_8));

    assertThat(index.manifests())
        .extracting(descriptor -> String.valueOf(descriptor.platform()))
        .containsExactly("linux/ppc64le", "linux/arm/v7", "windows/amd64", "null");
    assertThat(index.manifests().get(2).platform().osFeatures()).containsExactly("win32k");
    assertThat(codec.index(codec.write(index))).isEqualTo(index);
  }

  @Test
  void aConfiguration() {
    var config = codec.config(Samples.CONFIG.getBytes(StandardCharsets.UTF_8));

    assertThat(config.platform()).hasToString("linux/arm/v6");
    assertThat(config.rootfs().diffIds()).hasSize(2);
    assertThat(config.history()).extracting(History::emptyLayer).containsExactly(false, true);
    var run = config.defaults();
    assertThat(run.exposedPorts()).containsKey("8080/tcp");
    assertThat(run.entrypoint()).containsExactly("/bin/my-app");
    assertThat(run.healthcheck().interval()).isEqualTo(30_000_000_000L);
    assertThat(run.onBuild()).isEmpty();
    assertThat(codec.config(codec.write(config))).isEqualTo(config);
  }

  @Test
  void nullListsAreEmpty() {
    var config =
        codec.config(
            """
            {"architecture": "amd64", "os": "linux", "history": null,
             "config": {"Env": null, "Cmd": null, "Labels": null, "Volumes": null, "User": null},
             "rootfs": {"type": "layers", "diff_ids": null}}
            """
                .getBytes(StandardCharsets.UTF_8));

    assertThat(config.history()).isEmpty();
    assertThat(config.rootfs().diffIds()).isEmpty();
    assertThat(config.defaults()).isEqualTo(ContainerConfig.NONE);
  }

  @Test
  void withoutAConfigEverythingIsEmpty() {
    var config =
        codec.config(
            "{\"architecture\": \"a\", \"os\": \"b\", \"rootfs\": {\"type\": \"layers\"}}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(config.defaults()).isEqualTo(ContainerConfig.NONE);
  }

  @Test
  void fieldsInUnusualCaseAreUnknownAndUnknownOnesIgnored() {
    var text =
        Samples.DOCKER_MANIFEST.replaceFirst(
            "\\{", "{\"Layers\": 5, \"SCHEMAVERSION\": 1, \"future\": {\"a\": [1]},");

    assertThat(codec.manifest(text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(codec.manifest(Samples.DOCKER_MANIFEST.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatIsWrittenHasWhatTheSchemasAskFor() {
    var config = new Descriptor(MediaTypes.OCI_CONFIG, EMPTY, 0);

    assertThat(codec.write(ImageManifest.of(config, List.of())))
        .asString(StandardCharsets.UTF_8)
        .contains("\"schemaVersion\":2", "\"layers\":[]", "\"size\":0")
        .contains("\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"")
        .doesNotContain("null", "annotations", "subject", "artifactType", "urls", "data");
    assertThat(codec.write(ImageIndex.of(List.of())))
        .asString(StandardCharsets.UTF_8)
        .contains("\"schemaVersion\":2", "\"manifests\":[]");
  }

  @Test
  void anEmptyRootFileSystemIsStillWritten() {
    var config =
        new ImageConfig(
            null,
            null,
            "amd64",
            "linux",
            null,
            List.of(),
            null,
            ContainerConfig.NONE,
            new ImageConfig.Layers("layers", List.of()),
            List.of());

    assertThat(codec.write(config))
        .asString(StandardCharsets.UTF_8)
        .contains("\"diff_ids\":[]", "\"type\":\"layers\"");
  }

  @Test
  void mapsAreWrittenInOrder() {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (char key = 'z'; key >= 'a'; key--) {
      annotations.put("key." + key, "x");
    }
    var config =
        new Descriptor(MediaTypes.OCI_CONFIG, EMPTY, 0, List.of(), annotations, null, null, null);
    var text = new String(codec.write(ImageManifest.of(config, List.of())), StandardCharsets.UTF_8);

    assertThat(Pattern.compile("\"key\\.(.)\"").matcher(text).results().map(key -> key.group(1)))
        .hasSize(26)
        .isSorted();
  }

  @Test
  void whatItTriesInAdvanceIsValid() {
    assertThatCode(codec::prepare).doesNotThrowAnyException();
  }
}
