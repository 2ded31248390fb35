package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.json.JsonText;
import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a manifest or an index (distribution-spec, end-3).
 *
 * @param image whose digest counts if it has one, and else its tag
 */
public record ManifestGet(Reference image) implements Endpoint<Document> {
  static final String ACCEPTED =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_INDEX,
          MediaTypes.DOCKER_MANIFEST);
  private static final Set<String> VAGUE =
      Set.of("", "application/json", "application/octet-stream", "text/plain");

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public URI uri(URI api) {
    var digest = image.digest();
    var name = digest == null ? Objects.requireNonNull(image.tag()) : digest.toString();
    return api.resolve(image.repository() + "/manifests/" + name);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", ACCEPTED);
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.pull(image.repository()));
  }

  @Override
  public String action() {
    return "reading the manifest of " + image.familiar();
  }

  @Override
  public boolean accepts(int status) {
    return status == 200;
  }

  @Override
  public Document understand(Answer answer) throws IOException {
    var bytes =
        answer
            .read(ImageCodec.LARGEST_MANIFEST)
            .orElseThrow(() -> broken(ImageException.Kind.REFUSED, "it is larger than 4 MiB", ""));
    var mediaType = mediaType(answer.mediaType(), bytes);
    var digest = digest(answer, bytes);
    return new Document(new Descriptor(mediaType, digest, bytes.length), bytes);
  }

  /** Registries that keep files only say nothing useful; then the document speaks for itself. */
  private String mediaType(String said, byte[] bytes) {
    var json =
        JsonText.object(bytes)
            .orElseThrow(() -> broken(ImageException.Kind.CORRUPT, "it is no JSON object", ""));
    var own = JsonText.string(json, "mediaType");
    var type = VAGUE.contains(said) ? own.orElseGet(() -> guess(json.has("manifests"))) : said;
    boolean schema1 = JsonText.number(json, "schemaVersion").filter(v -> v == 1).isPresent();
    if (schema1 || type.startsWith("application/vnd.docker.distribution.manifest.v1+")) {
      throw broken(
          ImageException.Kind.REFUSED,
          "it has Docker's manifest schema 1, which nobody can verify",
          "ask its maker to push it again with a current tool");
    }
    if (!MediaTypes.isIndex(type) && !MediaTypes.isManifest(type)) {
      throw broken(ImageException.Kind.INVALID, "the registry sends something else", "");
    }
    if (!own.orElse(type).equals(type)) {
      throw broken(
          ImageException.Kind.REFUSED, "registry and document disagree about its format", "");
    }
    return type;
  }

  private static String guess(boolean list) {
    return list ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
  }

  private Digest digest(Answer answer, byte[] bytes) {
    var wanted = image.digest();
    if (wanted != null) {
      return verified(wanted, bytes);
    }
    var said = answer.header(Headers.DIGEST).flatMap(ManifestGet::parsed);
    return said.map(digest -> verified(digest, bytes)).orElseGet(() -> Digest.of(bytes));
  }

  private static Optional<Digest> parsed(String text) {
    try {
      return Optional.of(Digest.parse(text));
    } catch (InvalidImageException _) {
      return Optional.empty();
    }
  }

  private Digest verified(Digest promised, byte[] bytes) {
    if (!promised.matches(bytes)) {
      throw broken(
          ImageException.Kind.CORRUPT,
          "it should be " + promised + ", but what came is " + Digest.of(bytes),
          "try again; if it stays so the registry, or a proxy before it, is broken");
    }
    return promised;
  }

  private ImageException broken(ImageException.Kind kind, String why, String advice) {
    return new ImageException(
        kind, "manifest for " + image.familiar() + " cannot be used: " + why, advice);
  }

  @Override
  public Optional<ImageException> refused(Refusal refusal) {
    if (refusal.status() != 404) {
      return Denied.pull(image, refusal);
    }
    var why = refusal.codes().isEmpty() ? "manifest unknown" : refusal.text();
    return Optional.of(
        new ImageException(
            ImageException.Kind.NOT_FOUND,
            refusal.says("NAME_UNKNOWN")
                ? "repository " + image.familiarName() + " not found: " + why
                : "manifest for " + image.familiar() + " not found: " + why,
            "check the name and the tag"));
  }
}
