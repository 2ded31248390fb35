package dev.jug.image.layout;

import dev.jug.image.archive.Members;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.InvalidImageException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an OCI image layout is made of, whatever holds it (image-layout.md). */
final class Layout {
  static final String VERSION_FILE = "oci-layout";
  static final byte[] VERSION =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);
  static final String INDEX_FILE = "index.json";
  static final String BLOBS = "blobs";

  /** Annotation that an image's name is kept in (annotations.md). */
  private static final String NAME = "org.opencontainers.image.ref.name";

  private Layout() {}

  /** Where a blob lies below {@link #BLOBS}. */
  static String blob(Digest digest) {
    return digest.algorithm().word() + "/" + digest.hex();
  }

  /**
   * Reads a layout's index.
   *
   * @throws ImageException if it is no layout of a version that we know
   */
  static ImageIndex index(Members members) {
    checkVersion(members);
    try {
      return new ImageCodec().index(members.document(INDEX_FILE, ImageCodec.LARGEST_MANIFEST));
    } catch (InvalidImageException e) {
      throw new ImageException(
          Kind.INVALID, members.name() + ": " + INDEX_FILE + ": " + e.getMessage(), "", e);
    }
  }

  private static void checkVersion(Members members) {
    try {
      var json = JsonMapper.shared().readTree(members.document(VERSION_FILE, 4096));
      if (json.path("imageLayoutVersion").asString("").startsWith("1.")) {
        return;
      }
    } catch (JacksonException _) {
      // Said below.
    }
    throw new ImageException(
        Kind.INVALID,
        members.name() + ": " + VERSION_FILE + " does not name version 1 of OCI image layouts");
  }

  /**
   * Finds an image.
   *
   * @param name as it was given when the image was written; null for the only image
   * @param layout for messages
   * @throws ImageException if there is none, or a name is needed
   */
  static Descriptor choose(ImageIndex index, @Nullable String name, String layout) {
    var images = index.manifests();
    if (name == null && images.size() == 1) {
      return images.getFirst();
    }
    return images.stream()
        .filter(image -> name != null && name.equals(nameOf(image)))
        .findFirst()
        .orElseThrow(() ->
            new ImageException(
                name == null ? Kind.INVALID : Kind.NOT_FOUND,
                layout
                    + (name == null ? " has " + images.size() + " images" : " has no image " + name)
                    + names(images),
                "Name one of them behind a colon."));
  }

  private static String names(List<Descriptor> images) {
    var names = images.stream().map(Layout::nameOf).filter(Objects::nonNull).toList();
    return names.isEmpty()
        ? "; none has a name"
        : names.stream().map(String::valueOf).collect(Collectors.joining(", ", "; names: ", ""));
  }

  private static @Nullable String nameOf(Descriptor image) {
    return image.annotations().get(NAME);
  }

  /** The index with one more image, which takes over the name if there is one. */
  static ImageIndex with(ImageIndex index, Descriptor image, @Nullable String name) {
    var others = index.manifests().stream().filter(other -> !isReplaced(other, image, name));
    var named = name == null ? image : image.annotated(NAME, name);
    return new ImageIndex(
        2,
        index.mediaType(),
        index.artifactType(),
        Stream.concat(others, Stream.of(named)).toList(),
        index.subject(),
        index.annotations());
  }

  private static boolean isReplaced(Descriptor other, Descriptor by, @Nullable String name) {
    var its = nameOf(other);
    return its == null ? other.digest().equals(by.digest()) : its.equals(name);
  }
}
