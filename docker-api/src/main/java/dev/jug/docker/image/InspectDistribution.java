package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code GET /distribution/{name}/json}: what a registry has under a name, and for which platforms.
 * Nothing of it is taken in.
 */
record InspectDistribution(Context context) {
  void handle(Request request, Response response) throws IOException {
    var reference = Reference.parse(request.variable("name"));
    var credentials = RegistryAuth.of(request, reference.registry());
    try (var registries = context.registries().open(credentials);
        var source = registries.source(reference)) {
      var root = genuine(source.root(), reference);
      var named = root.descriptor();
      var descriptor =
          Map.of(
              "mediaType", named.mediaType(),
              "digest", named.digest().toString(),
              "size", named.size());
      context
          .json()
          .send(response, Map.of("Descriptor", descriptor, "Platforms", platforms(source, root)));
    }
  }

  private static Document genuine(Document document, Reference reference) {
    if (!document.isGenuine()) {
      throw new ImageException(
          Kind.CORRUPT,
          "the registry has something else than it says under " + reference.familiar());
    }
    return document;
  }

  private List<Platform> platforms(ImageSource source, Document root) {
    var codec = new ImageCodec();
    return MediaTypes.isIndex(root.descriptor().mediaType())
        ? codec.index(root.bytes()).manifests().stream()
            .map(Descriptor::platform)
            .flatMap(Stream::ofNullable)
            .toList()
        : List.of(platform(codec, source, root));
  }

  private static Platform platform(ImageCodec codec, ImageSource source, Document manifest) {
    var named = codec.manifest(manifest.bytes()).config();
    var document = source.document(Objects.requireNonNull(named));
    return codec.config(document.bytes()).platform();
  }
}
