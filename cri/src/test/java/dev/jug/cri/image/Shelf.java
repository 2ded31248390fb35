package dev.jug.cri.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.MediaTypes;
import dev.jug.testkit.registry.FakeContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Images of a registry with one file each, which cannot be made smaller.
 *
 * @param content of the registry
 * @param folder for a moment
 */
record Shelf(FakeContent content, Path folder) {
  static final int SIZE = 3 << 20;

  /** Puts an image there that is to run as user 1000; gives the digest of its manifest. */
  String put(String repository, String tag) throws IOException {
    var layer = layer(tag.hashCode());
    var config =
        """
        {"architecture": "amd64", "os": "linux", "config": {"User": "1000:1000"},
          "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
        """
            .formatted(Descriptor.of(MediaTypes.OCI_LAYER, layer).digest())
            .getBytes(UTF_8);
    content.blob(repository, layer);
    content.blob(repository, config);
    return content.manifest(
        repository,
        tag,
        MediaTypes.OCI_MANIFEST,
        "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": %s, \"layers\": [%s]}"
            .formatted(
                MediaTypes.OCI_MANIFEST,
                json(Descriptor.of(MediaTypes.OCI_CONFIG, config)),
                json(Descriptor.of(MediaTypes.OCI_LAYER, layer))));
  }

  private byte[] layer(int seed) throws IOException {
    var bytes = new byte[SIZE];
    new SplittableRandom(seed).nextBytes(bytes);
    var file = folder.resolve("file");
    Files.write(file, bytes);
    var tar = new ProcessBuilder("tar", "-c", "-C", folder.toString(), "file").start();
    try {
      return tar.getInputStream().readAllBytes();
    } finally {
      tar.destroy();
    }
  }

  private static String json(Descriptor of) {
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
        .formatted(of.mediaType(), of.digest(), of.size());
  }
}
