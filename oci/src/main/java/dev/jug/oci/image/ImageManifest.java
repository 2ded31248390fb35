package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one image, or another artifact, is made of (manifest.md; Docker's manifest schema 2).
 *
 * @param schemaVersion always 2
 * @param mediaType of this document
 * @param artifactType what it is for, if it is no image
 * @param config the image's configuration
 * @param layers the lowest first
 * @param subject the manifest that this one is about
 * @param annotations free text by key
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImageManifest(
    int schemaVersion,
    @Nullable String mediaType,
    @Nullable String artifactType,
    Descriptor config,
    @JsonInclude List<Descriptor> layers,
    @Nullable Descriptor subject,
    Map<String, String> annotations) {
  public ImageManifest {
    Check.that(schemaVersion == 2, "schemaVersion", schemaVersion + " is not 2");
    Check.that(
        mediaType == null || MediaTypes.isManifest(mediaType),
        "mediaType",
        mediaType + " is not of a manifest");
    Check.present(config, "config");
    layers = Check.list(layers, "layers");
    annotations = Check.map(annotations, "annotations");
  }

  /** An image's manifest. */
  public static ImageManifest of(Descriptor config, List<Descriptor> layers) {
    return new ImageManifest(2, MediaTypes.OCI_MANIFEST, null, config, layers, null, Map.of());
  }
}
