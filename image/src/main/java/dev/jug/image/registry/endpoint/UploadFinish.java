package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.http.Payload;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Ends an upload (distribution-spec, end-6).
 *
 * @param payload the whole blob, or nothing if it was sent in chunks
 */
public record UploadFinish(Reference image, Upload upload, Digest digest, Payload payload)
    implements Endpoint<Boolean> {
  /** How registries, and proxies before them, say that a blob is too much for one request. */
  private static final Set<Integer> IN_CHUNKS_PLEASE = Set.of(405, 411, 413, 415, 501);

  @Override
  public String method() {
    return "PUT";
  }

  @Override
  public URI uri(URI api) {
    var location = upload.location();
    var mark = location.getRawQuery() == null ? "?" : "&";
    return URI.create(location + mark + "digest=" + digest);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of(Headers.CONTENT_TYPE, Headers.OCTETS);
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()));
  }

  @Override
  public String action() {
    return "sending blob " + digest + " to " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == 201 || (payload.length() > 0 && IN_CHUNKS_PLEASE.contains(status));
  }

  /** Whether the blob is there; if not it must be sent in chunks. */
  @Override
  public Boolean understand(Answer answer) {
    return answer.status() == 201;
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
