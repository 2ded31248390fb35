package dev.jug.image.make;

import dev.jug.oci.image.ContainerConfig;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageConfig;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Statements about an image, in an index beside it, as BuildKit lays them out: a manifest for no
 * platform, whose annotations say which image it is about, and whose layers are the statements.
 *
 * @param image that they are about
 * @param platform where it runs
 * @param name of it; null for none
 * @param predicates what is said
 */
record Attestations(
    Descriptor image, Platform platform, @Nullable Reference name, List<Predicate> predicates) {
  private static final String STATEMENT = "application/vnd.in-toto+json";
  private static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v0.1";
  private static final Platform NOWHERE = new Platform("unknown", "unknown", null);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Takes a document. */
  @FunctionalInterface
  interface Taking {
    Descriptor take(String mediaType, byte[] bytes) throws IOException;
  }

  /** Writes all of it, and gives the index. */
  Descriptor write(ImageCodec codec, Taking store) throws IOException {
    var layers = new ArrayList<Descriptor>();
    for (var predicate : predicates) {
      layers.add(
          store
              .take(STATEMENT, statement(predicate))
              .annotated("in-toto.io/predicate-type", predicate.type()));
    }
    var config = store.take(MediaTypes.OCI_CONFIG, codec.write(config(layers)));
    var manifest =
        store
            .take(MediaTypes.OCI_MANIFEST, codec.write(ImageManifest.of(config, layers)))
            .annotated("vnd.docker.reference.digest", image.digest().toString())
            .annotated("vnd.docker.reference.type", "attestation-manifest")
            .on(NOWHERE);
    var index = ImageIndex.of(List.of(image.on(platform), manifest));
    return store.take(MediaTypes.OCI_INDEX, codec.write(index));
  }

  private static ImageConfig config(List<Descriptor> layers) {
    var digests = layers.stream().map(Descriptor::digest).toList();
    return new ImageConfig(
        null,
        null,
        NOWHERE.architecture(),
        NOWHERE.os(),
        null,
        List.of(),
        null,
        ContainerConfig.NONE,
        new ImageConfig.Layers("layers", digests),
        List.of());
  }

  private byte[] statement(Predicate predicate) {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("_type", STATEMENT_TYPE);
    statement.put("predicateType", predicate.type());
    var about = new LinkedHashMap<String, Object>();
    about.put("name", subject());
    about.put("digest", Map.of(image.digest().algorithm().word(), image.digest().hex()));
    statement.put("subject", List.of(about));
    statement.put("predicate", JSON.readTree(predicate.json()));
    return JSON.writeValueAsBytes(statement);
  }

  /** A package URL, as docker names images. */
  private String subject() {
    if (name == null) {
      return "_";
    }
    var version = name.tag() == null ? "" : "@" + name.tag();
    var where = URLEncoder.encode(platform.toString(), StandardCharsets.UTF_8);
    return "pkg:docker/" + name.familiarName() + version + "?platform=" + where;
  }
}
