package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** Begins to send a blob (distribution-spec, end-4a). */
public record UploadStart(Reference image) implements Endpoint<Upload> {
  @Override
  public String method() {
    return "POST";
  }

  @Override
  public URI uri(URI api) {
    return api.resolve(image.repository() + "/blobs/uploads/");
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()));
  }

  @Override
  public String action() {
    return "beginning an upload to " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == 202;
  }

  @Override
  public Upload understand(Answer answer) throws IOException {
    return Upload.begun(answer);
  }
}
