package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** How much of a blob the registry has (distribution-spec, end-13). */
public record UploadStatus(Reference image, Upload upload) implements Endpoint<Upload> {
  @Override
  public String method() {
    return "GET";
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
    return "resuming an upload to " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == 204;
  }

  @Override
  public Upload understand(Answer answer) throws IOException {
    return upload.after(answer, 0);
  }
}
