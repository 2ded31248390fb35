package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Whether a repository has a blob or a manifest (distribution-spec, end-2 and end-3). */
public record ContentHead(Reference image, Descriptor content) implements Endpoint<Boolean> {
  private static final int FOUND = 200;

  @Override
  public String method() {
    return "HEAD";
  }

  @Override
  public URI uri(URI api) {
    var type = content.mediaType();
    boolean manifest = MediaTypes.isManifest(type) || MediaTypes.isIndex(type);
    var kind = manifest ? "/manifests/" : "/blobs/";
    return api.resolve(image.repository() + kind + content.digest());
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Accept", ManifestGet.ACCEPTED + ", */*");
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.push(image.repository()));
  }

  @Override
  public String action() {
    return "looking for " + content.digest() + " in " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == FOUND || status == 404;
  }

  @Override
  public Boolean understand(Answer answer) {
    return answer.status() == FOUND;
  }
}
