package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what refers to a manifest (distribution-spec, end-12).
 *
 * @param page where the list goes on; empty for its beginning
 */
public record ReferrerList(Reference image, Digest subject, Optional<URI> page)
    implements Endpoint<Optional<Page<Descriptor>>> {
  private static final int FOUND = 200;

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public URI uri(URI api) {
    return page.orElseGet(() -> api.resolve(image.repository() + "/referrers/" + subject));
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", MediaTypes.OCI_INDEX);
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.pull(image.repository()));
  }

  @Override
  public String action() {
    return "reading what refers to " + subject + " in " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == FOUND || status == 404;
  }

  /** Empty if the registry does not know this question. */
  @Override
  public Optional<Page<Descriptor>> understand(Answer answer) throws IOException {
    if (answer.status() != FOUND || !answer.mediaType().equals(MediaTypes.OCI_INDEX)) {
      return Optional.empty();
    }
    try {
      var json =
          answer
              .read(ImageCodec.LARGEST_MANIFEST)
              .orElseThrow(() -> new InvalidImageException("larger than 4 MiB"));
      var index = new ImageCodec().index(json);
      return Optional.of(new Page<>(index.manifests(), Locations.next(answer)));
    } catch (InvalidImageException e) {
      throw new IOException("the registry sends a list that is none: " + e.getMessage(), e);
    }
  }
}
