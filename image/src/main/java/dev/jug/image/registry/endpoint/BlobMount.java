package dev.jug.image.registry.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a blob over from another repository of the registry (distribution-spec, end-11). A registry
 * that does not begins an upload instead.
 *
 * @param from path of the other repository
 */
public record BlobMount(Reference image, Digest digest, String from)
    implements Endpoint<Optional<Upload>> {
  private static final int MOUNTED = 201;

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public URI uri(URI api) {
    return api.resolve(
        "%s/blobs/uploads/?mount=%s&from=%s"
            .formatted(image.repository(), digest, URLEncoder.encode(from, UTF_8)));
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()), Scope.pull(from));
  }

  @Override
  public String action() {
    return "mounting %s from %s into %s".formatted(digest, from, image.familiarName());
  }

  @Override
  public boolean accepts(int status) {
    return status == MOUNTED || status == 202;
  }

  /** The upload that was begun; empty if the blob is there now. */
  @Override
  public Optional<Upload> understand(Answer answer) throws IOException {
    return answer.status() == MOUNTED ? Optional.empty() : Optional.of(Upload.begun(answer));
  }
}
