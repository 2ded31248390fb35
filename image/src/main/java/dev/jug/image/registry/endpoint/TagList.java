package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.json.JsonText;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tags of a repository (distribution-spec, end-8).
 *
 * @param page where the list goes on; empty for its beginning
 */
public record TagList(Reference image, Optional<URI> page) implements Endpoint<Page<String>> {
  @Override
  public String method() {
    return "GET";
  }

  @Override
  public URI uri(URI api) {
    return page.orElseGet(() -> api.resolve(image.repository() + "/tags/list"));
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.pull(image.repository()));
  }

  @Override
  public String action() {
    return "reading the tags of " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == 200;
  }

  @Override
  public Page<String> understand(Answer answer) throws IOException {
    var json =
        answer
            .read(ImageCodec.LARGEST_MANIFEST)
            .flatMap(JsonText::object)
            .orElseThrow(() -> new IOException("the registry sends no list"));
    return new Page<>(JsonText.strings(json, "tags"), Locations.next(answer));
  }
}
