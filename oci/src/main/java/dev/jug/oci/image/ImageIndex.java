package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of manifests: one image for several platforms, all images of a layout, or all artifacts
 * about a subject (image-index.md; Docker's manifest list).
 *
 * @param schemaVersion always 2
 * @param mediaType of this document
 * @param artifactType what it is for
 * @param manifests the first that fits is taken
 * @param subject the manifest that this list is about
 * @param annotations free text by key
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageIndex(
    int schemaVersion,
    @Nullable String mediaType,
    @Nullable String artifactType,
    @JsonInclude List<Descriptor> manifests,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {
  public ImageIndex {
    Check.that(schemaVersion == 2, "schemaVersion", schemaVersion + " is not 2");
    Check.that(
        mediaType == null || MediaTypes.isIndex(mediaType),
        "mediaType",
        mediaType + " is not of an index");
    manifests = Check.list(manifests, "manifests");
    annotations = Check.map(annotations, "annotations");
  }

  /** A list of these. */
  public static ImageIndex of(List<Descriptor> manifests) {
    return new ImageIndex(2, MediaTypes.OCI_INDEX, null, manifests, null, Map.of());
  }
}
