package dev.jug.app.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image of one layer in an OCI layout, written by hand: nobody checks what is put in. */
record HandmadeImage(Path folder) {
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  /**
   * Writes it.
   *
   * @param layer what the layer's blob has
   * @param packing what its media type ends with, such as {@code +gzip}
   * @param diffId digest of the layer's archive
   */
  void write(byte[] layer, String packing, Digest diffId) {
    var config =
        blob(
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
                .formatted(diffId)
                .getBytes(UTF_8));
    var manifest =
        blob(
            """
            {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s",%s},
             "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar%s",%s}]}
            """
                .formatted(Manifests.OCI, CONFIG, config, packing, blob(layer))
                .getBytes(UTF_8));
    write(
        "index.json",
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"%s\",%s}]}"
            .formatted(Manifests.OCI, manifest)
            .getBytes(UTF_8));
    write("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(UTF_8));
  }

  private String blob(byte[] bytes) {
    var digest = Digest.of(bytes);
    write("blobs/sha256/" + digest.hex(), bytes);
    return "\"digest\":\"%s\",\"size\":%d".formatted(digest, bytes.length);
  }

  private void write(String name, byte[] bytes) {
    var file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
