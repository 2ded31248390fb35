package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Reference;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Removes a manifest, or only a tag (distribution-spec, end-9).
 *
 * @param image whose digest counts if it has one, and else its tag
 */
public record ManifestDelete(Reference image) implements Endpoint<Boolean> {
  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public URI uri(URI api) {
    return new ManifestGet(image).uri(api);
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.delete(image.repository()));
  }

  @Override
  public String action() {
    return "deleting " + image.familiar();
  }

  @Override
  public boolean accepts(int status) {
    return status == 202;
  }

  @Override
  public Boolean understand(Answer answer) {
    return true;
  }

  @Override
  public Optional<ImageException> refused(Refusal refusal) {
    return refusal.status() == 405 || refusal.says("UNSUPPORTED")
        ? Optional.of(
            new ImageException(
                ImageException.Kind.REFUSED,
                action() + " failed: the registry does not delete: " + refusal.text(),
                "ask who runs it; some want a digest instead of a tag"))
        : Optional.empty();
  }
}
