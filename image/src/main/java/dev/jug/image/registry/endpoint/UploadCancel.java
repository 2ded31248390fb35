package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Reference;
import java.net.URI;
import java.util.Set;

/** Gives an upload up (distribution-spec, end-14). Registries forget it some day anyway. */
public record UploadCancel(Reference image, Upload upload) implements Endpoint<Boolean> {
  @Override
  public String method() {
    return "DELETE";
  }

  @Override
  public URI uri(URI api) {
    return upload.location();
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()));
  }

  @Override
  public String action() {
    return "cancelling an upload to " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return true;
  }

  /** Whether it is gone. */
  @Override
  public Boolean understand(Answer answer) {
    return answer.status() == 204;
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
