package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pointer to content, with what is needed to verify it (descriptor.md).
 *
 * @param mediaType format of the content
 * @param digest names the content
 * @param size length in bytes, 0 or more
 * @param urls where else it may lie; Jug does not follow them
 * @param annotations free text by key
 * @param data the content itself in Base64, if it is small
 * @param artifactType what the artifact is for that a manifest describes
 * @param platform where the image runs that a manifest in an index describes
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Descriptor(
    String mediaType,
    Digest digest,
    @JsonInclude long size,
    List<String> urls,
    Map<String, String> annotations,
    @Nullable String data,
    @Nullable String artifactType,
    @Nullable Platform platform) {
  public Descriptor {
    Check.mediaType(mediaType, "mediaType");
    Check.present(digest, "digest");
    Check.that(size >= 0, "size", size + " is negative");
    urls = Check.list(urls, "urls");
    annotations = Check.map(annotations, "annotations");
  }

  /** A pointer that says no more than it must. */
  public Descriptor(String mediaType, Digest digest, long size) {
    this(mediaType, digest, size, List.of(), Map.of(), null, null, null);
  }

  /** A pointer to these bytes. */
  public static Descriptor of(String mediaType, byte[] content) {
    return new Descriptor(mediaType, Digest.of(content), content.length);
  }

  /** The same with one more annotation. */
  public Descriptor annotated(String key, String value) {
    var all = new LinkedHashMap<>(annotations);
    all.put(key, value);
    return withAnnotations(all);
  }

  /** The same with other annotations. */
  public Descriptor withAnnotations(Map<String, String> others) {
    return new Descriptor(mediaType, digest, size, urls, others, data, artifactType, platform);
  }

  /** The same for a platform. */
  public Descriptor on(Platform where) {
    return new Descriptor(mediaType, digest, size, urls, annotations, data, artifactType, where);
  }
}
