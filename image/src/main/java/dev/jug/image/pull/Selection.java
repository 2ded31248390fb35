package dev.jug.image.pull;

import dev.jug.image.catalog.PlatformChoice;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.Chain;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be taken from a source: the documents, verified, and the layers they name.
 *
 * @param root what the image's name stands for
 * @param manifest of the image for the wanted platform
 * @param config of the same
 * @param blobs its packed layers, the lowest first
 * @param diffIds the same, unpacked
 */
record Selection(
    Document root,
    Document manifest,
    Document config,
    List<Descriptor> blobs,
    List<Digest> diffIds) {

  /**
   * Reads the documents.
   *
   * @param platform where it shall run; null for here, or wherever the only image runs
   */
  static Selection of(ImageSource source, ImageCodec codec, @Nullable Platform platform) {
    var verified = new Verified(source);
    try {
      var root = verified.root();
      var manifest =
          MediaTypes.isIndex(root.descriptor().mediaType())
              ? verified.document(chosen(source, codec.index(root.bytes()), platform))
              : root;
      return read(verified, codec, root, manifest, platform);
    } catch (InvalidImageException e) {
      throw new ImageException(Kind.INVALID, source.name() + ": " + e.getMessage(), "", e);
    }
  }

  private static Selection read(
      Verified verified,
      ImageCodec codec,
      Document root,
      Document manifestDocument,
      @Nullable Platform platform) {
    var manifest = codec.manifest(manifestDocument.bytes());
    if (!MediaTypes.isConfig(manifest.config().mediaType())) {
      throw new InvalidImageException(
          "an artifact of type " + type(manifest) + ", which is no image that can run");
    }
    var configDocument = verified.document(manifest.config());
    var config = codec.config(configDocument.bytes());
    check(manifest, config, platform);
    return new Selection(
        root, manifestDocument, configDocument, manifest.layers(), config.rootfs().diffIds());
  }

  private static String type(ImageManifest manifest) {
    return Objects.requireNonNullElse(manifest.artifactType(), manifest.config().mediaType());
  }

  private static void check(
      ImageManifest manifest, ImageConfig config, @Nullable Platform platform) {
    manifest.layers().forEach(layer -> LayerCompression.of(layer.mediaType()));
    int layers = manifest.layers().size();
    int diffIds = config.rootfs().diffIds().size();
    if (layers != diffIds) {
      throw new InvalidImageException(
          "the manifest has " + layers + " layers, the configuration " + diffIds + " diff_ids");
    }
    if (platform != null && platform.distanceTo(config.platform()) < 0) {
      throw new InvalidImageException(
          "the image runs on " + config.platform() + ", not on " + platform);
    }
  }

  private static Descriptor chosen(
      ImageSource source, ImageIndex index, @Nullable Platform platform) {
    var wanted = platform == null ? Platform.host() : platform;
    var candidates =
        index.manifests().stream()
            .filter(m -> MediaTypes.isManifest(m.mediaType()) && m.platform() != null)
            .toList();
    return PlatformChoice.best(candidates, Selection::platform, wanted)
        .or(() -> index.manifests().stream().filter(_ -> index.manifests().size() == 1).findFirst())
        .orElseThrow(() -> none(source, candidates, wanted));
  }

  private static Platform platform(Descriptor manifest) {
    return Objects.requireNonNull(manifest.platform());
  }

  private static ImageException none(
      ImageSource source, List<Descriptor> candidates, Platform wanted) {
    var offered =
        candidates.stream()
            .map(manifest -> platform(manifest).toString())
            .filter(text -> !text.startsWith("unknown"))
            .distinct()
            .collect(Collectors.joining(", "));
    return new ImageException(
        Kind.NOT_FOUND,
        source.name() + ": no matching manifest for " + wanted + " in the manifest list entries",
        offered.isEmpty() ? "The list has no image." : "It has: " + offered + "; see --platform.");
  }

  /** All that is named. */
  List<Digest> digests() {
    var documents =
        Stream.of(root, manifest, config).map(document -> document.descriptor().digest());
    return Stream.of(
            documents, blobs.stream().map(Descriptor::digest), new Chain(diffIds).keys().stream())
        .flatMap(digests -> digests)
        .distinct()
        .toList();
  }

  /** Each layer on top of those below it, the lowest first. */
  List<Chain> chains() {
    return new Chain(diffIds).prefixes();
  }
}
