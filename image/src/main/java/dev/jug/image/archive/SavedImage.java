package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * One image of a Docker archive, an entry of its {@code manifest.json} (Docker's image
 * specification 1.2, "Combined Image JSON + Filesystem Changeset Format").
 *
 * @param config member that holds the configuration
 * @param repoTags its names; none for an image without a name
 * @param layers members that hold the layers, the lowest first
 */
public record SavedImage(String config, List<String> repoTags, List<String> layers) {
  static final String MANIFEST = "manifest.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A document may say null for an empty list, and leave anything out. */
  public SavedImage(
      @Nullable String config, @Nullable List<String> repoTags, @Nullable List<String> layers) {
    if (config == null || config.isEmpty()) {
      throw new InvalidImageException("Config: missing");
    }
    this.config = config;
    this.repoTags = words(repoTags, "RepoTags");
    this.layers = words(layers, "Layers");
  }

  private static List<String> words(@Nullable List<String> list, String field) {
    if (list != null && list.contains(null)) {
      throw new InvalidImageException(field + ": null is not a string");
    }
    return list == null ? List.of() : List.copyOf(list);
  }

  /** Its names, as far as they are any. */
  List<Reference> names() {
    return repoTags.stream().map(Reference::tryParse).flatMap(Optional::stream).toList();
  }

  /** Whether it has this name. */
  boolean isNamed(Reference name) {
    return names().contains(name);
  }

  /**
   * Reads {@code manifest.json}.
   *
   * @param archive for messages
   */
  static List<SavedImage> read(byte[] json, String archive) {
    try {
      var images = JSON.readValue(json, SavedImage[].class);
      if (images == null || Arrays.asList(images).contains(null)) {
        throw broken(archive, "null is no image", null);
      }
      return List.of(images);
    } catch (JacksonException e) {
      var why =
          e.getCause() instanceof InvalidImageException ours
              ? ours.getMessage()
              : e.getOriginalMessage();
      throw broken(archive, why, e);
    }
  }

  private static ImageException broken(
      String archive, @Nullable String why, @Nullable Throwable cause) {
    return new ImageException(
        Kind.INVALID, archive + ": " + MANIFEST + ": " + why, "Save the image again.", cause);
  }

  /** Writes {@code manifest.json}; the same images always give the same bytes. */
  static byte[] write(List<SavedImage> images) {
    return JSON.writeValueAsBytes(images);
  }
}
