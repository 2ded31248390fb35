package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.http.Payload;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the next part of a blob (distribution-spec, end-5).
 *
 * @param payload what follows the bytes that the registry has; not empty
 */
public record UploadChunk(Reference image, Upload upload, Payload payload)
    implements Endpoint<Upload> {
  @Override
  public String method() {
    return "PATCH";
  }

  @Override
  public URI uri(URI api) {
    return upload.location();
  }

  @Override
  public Map<String, String> headers() {
    long first = upload.received();
    return Map.of(
        Headers.CONTENT_TYPE,
        Headers.OCTETS,
        "Content-Range",
        first + "-" + (first + payload.length() - 1));
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()));
  }

  @Override
  public String action() {
    return "sending a part of a blob of " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == 202;
  }

  @Override
  public Upload understand(Answer answer) throws IOException {
    return upload.after(answer, upload.received() + payload.length());
  }

  @Override
  public Optional<ImageException> refused(Refusal refusal) {
    return refusal.status() == 416
        ? Optional.of(
            new ImageException(
                ImageException.Kind.CONFLICT,
                action() + " failed: the registry has other bytes than we think"))
        : Optional.empty();
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
