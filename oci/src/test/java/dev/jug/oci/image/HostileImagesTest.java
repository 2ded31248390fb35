package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a registry sends for a document, it is read or refused with a sentence. */
class HostileImagesTest {
  private final ImageCodec codec = new ImageCodec();

  private void refused(Function<byte[], Object> reader, String json, String message) {
    assertThatThrownBy(() -> reader.apply(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(message);
  }

  /** The first place of the text in a good document is replaced. */
  private static String with(String document, String text, String other) {
    assertThat(document).contains(text);
    return document.replaceFirst(Pattern.quote(text), other);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"schemaVersion\": 2 | \"schemaVersion\": 1 | schemaVersion: 1 is not 2",
        "\"schemaVersion\": 2, | `` | schemaVersion: 0 is not 2",
        "\"schemaVersion\": 2 | \"schemaVersion\": \"2\" | schemaVersion: expected a whole number",
        "image.manifest.v1 | image.index.v1 | mediaType: application/vnd.oci.image.index.v1+json is not",
        "\"config\": { | \"config\": null, \"x\": { | config: missing",
        "\"config\": { | \"config\": [], \"x\": { | config: expected an object, found a list",
        "\"size\": 7023 | \"size\": -1 | config: size: -1 is negative",
        "\"size\": 7023 | \"size\": 1.5 | config.size: expected a whole number",
        "\"size\": 7023 | \"size\": 18446744073709551615 | config: size: -1 is negative",
        "\"size\": 32654 | \"size\": \"1\" | layers[0].size: expected a whole number",
        "sha256:9834 | sha256:98 | layers[0].digest: invalid digest",
        "sha256:9834 | 9834 | layers[0].digest: invalid digest",
        "\"layers\": [ | \"layers\": [null, | layers[0]: missing",
        "\"layers\": [ | \"layers\": [5, | layers[0]: expected an object, found a number",
        "\"layers\": [ | \"layers\": {}, \"x\": [ | layers: expected a list",
        "\"mediaType\": \"application/vnd.oci.image.layer.v1.tar+gzip\", | `` | layers[0]: mediaType: missing",
        "{\"org.example\": \"first\" | {\"org.example\": null | layers[0]: annotations.org.example: missing",
        "{\"org.example\": \"first\" | {\"org.example\": 5 | layers[0].annotations.org.example: expected a string",
        "\"com.example.key1\": \"value1\" | \"a\": \"\\\\u0000\" | annotations.a: a string with a NUL",
        "\"com.example.key1\" | \"com.example.key2\" | com.example.key2",
        "\"schemaVersion\" | \"schemaVersion\": 2, \"schemaVersion\" | schemaVersion",
      },
      delimiter = '|')
  void manifests(String text, String other, String message) {
    refused(codec::manifest, with(Samples.OCI_MANIFEST, text, other), message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"architecture\": \"ppc64le\", | `` | manifests[0].platform: architecture: missing",
        "\"os\": \"linux\" | \"os\": \"\" | manifests[0].platform: os: empty",
        "[\"win32k\"] | [null] | manifests[2].platform: os.features[0]: missing",
        "\"subject\": { | \"subject\": \"x\", \"x\": { | subject: expected an object",
        "\"digest\": | \"Digest\": | manifests[0]: digest: missing",
      },
      delimiter = '|')
  void indexes(String text, String other, String message) {
    refused(codec::index, with(Samples.OCI_INDEX, text, other), message);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"architecture\": \"arm\", | `` | architecture: missing",
        "\"os\": \"linux\", | `` | os: missing",
        "\"type\": \"layers\" | \"type\": \"x\" | rootfs: type: \"x\" is not",
        "sha256:c6f9 | sha256:C6f9 | rootfs.diff_ids[0]: invalid digest",
        "\"rootfs\" | \"rootFS\" | rootfs: missing",
        "\"Env\": [ | \"Env\": [7, | config.Env[0]: expected a string, found a number",
        "\"Cmd\": [ | \"Cmd\": [null, | config: Cmd[0]: missing",
        "\"Interval\": 30000000000 | \"Interval\": 1e400 | config.Healthcheck.Interval: expected a whole",
        "\"Retries\": 3 | \"Retries\": 3000000000 | config.Healthcheck.Retries: 3000000000 is not in the range",
        "{\"8080/tcp\": {}} | {\"8080/tcp\": 5} | config.ExposedPorts.8080/tcp: expected an object",
        "\"empty_layer\": true | \"empty_layer\": \"x\" | history[1].empty_layer: expected true or false",
        "\"WorkingDir\": \"/home/alice\" | \"WorkingDir\": {} | config.WorkingDir: expected a string",
      },
      delimiter = '|')
  void configurations(String text, String other, String message) {
    refused(codec::config, with(Samples.CONFIG, text, other), message);
  }

  @Test
  void aDocumentHasOneMeaning() {
    refused(
        codec::manifest,
        with(Samples.OCI_MANIFEST, "{", "{\"manifests\": [],"),
        "manifests: a document is a manifest or an index, never both");
    refused(
        codec::index, with(Samples.OCI_INDEX, "{", "{\"layers\": [],"), "layers: a document is");
    refused(
        codec::index, with(Samples.OCI_INDEX, "{", "{\"config\": null,"), "config: a document is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "5", "[]", "{", "\"x\"", "{} {}", "{\"config\": {]}", "\u0000"})
  void whatIsNoDocument(String text) {
    refused(codec::manifest, text, "manifest: ");
    refused(codec::index, text, "index: ");
    refused(codec::config, text, "image config: ");
  }

  @Test
  void deepNestingEndsEarly() {
    refused(codec::config, "[".repeat(1_000_000), "image config: ");
    refused(
        codec::config,
        with(
            Samples.CONFIG,
            "{",
            "{\"x\": " + "{\"a\":".repeat(2000) + "1" + "}".repeat(2000) + ","),
        "image config: ");
  }

  @Test
  void hugeDocumentsAreNotRead() {
    var huge = " ".repeat(ImageCodec.LARGEST_MANIFEST) + "{}";
    refused(codec::manifest, huge, "manifest: larger than 4 MiB");
  }
}
