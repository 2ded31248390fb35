package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.http.Payload;
import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Reference;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Stores a manifest or an index (distribution-spec, end-7).
 *
 * @param name a tag, or the document's digest
 */
public record ManifestPut(Reference image, String name, Document document)
    implements Endpoint<Boolean> {
  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public URI uri(URI api) {
    return api.resolve(image.repository() + "/manifests/" + name);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of(Headers.CONTENT_TYPE, document.descriptor().mediaType());
  }

  @Override
  public Payload payload() {
    return Payload.of(document.bytes());
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()));
  }

  @Override
  public String action() {
    return "storing the manifest " + name + " of " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == 201;
  }

  /** Whether the registry notes itself what the document refers to (OCI-Subject). */
  @Override
  public Boolean understand(Answer answer) {
    var ours = document.descriptor().digest();
    var said = answer.header(Headers.DIGEST).orElse(ours.toString());
    if (said.startsWith(ours.algorithm().word() + ":") && !said.equals(ours.toString())) {
      throw new ImageException(
          ImageException.Kind.CORRUPT,
          "%s: it is %s, but the registry stored %s"
              .formatted(action(), ours, Refusal.harmless(said)));
    }
    return answer.header("OCI-Subject").isPresent();
  }
}
