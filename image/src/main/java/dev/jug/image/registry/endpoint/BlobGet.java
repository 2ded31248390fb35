package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.Scope;
import dev.jug.image.registry.http.Answer;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a blob (distribution-spec, end-2).
 *
 * @param from the first byte wanted, less than the blob's size
 */
public record BlobGet(Reference image, Descriptor blob, long from)
    implements Endpoint<InputStream> {
  private static final int WHOLE = 200;
  private static final int PART = 206;

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public URI uri(URI api) {
    return api.resolve(image.repository() + "/blobs/" + blob.digest());
  }

  /** A packed answer would have other bytes than those the digest is about. */
  @Override
  public Map<String, String> headers() {
    return from == 0
        ? Map.of("Accept-Encoding", "identity")
        : Map.of("Accept-Encoding", "identity", "Range", "bytes=" + from + "-");
  }

  @Override
  public Set<Scope> scopes() {
    return Set.of(Scope.pull(image.repository()));
  }

  @Override
  public String action() {
    return "reading blob " + blob.digest() + " of " + image.familiarName();
  }

  @Override
  public boolean accepts(int status) {
    return status == WHOLE || status == PART;
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public InputStream understand(Answer answer) throws IOException {
    boolean part = answer.status() == PART;
    if (part && !answer.header("Content-Range").orElse("").startsWith("bytes " + from + "-")) {
      throw new IOException("the registry sends another part than byte " + from + " and following");
    }
    verify(answer, part ? blob.size() - from : blob.size());
    if (!part) {
      answer.body().skipNBytes(from);
    }
    return new BlobStream(answer.body(), blob, from);
  }

  private void verify(Answer answer, long expected) {
    var said = answer.header(Headers.DIGEST).orElse(blob.digest().toString());
    var sameKind = said.startsWith(blob.digest().algorithm().word() + ":");
    if (sameKind && !said.equals(blob.digest().toString())) {
      throw corrupt("the registry offers another blob, " + Refusal.harmless(said));
    }
    long length = answer.length("Content-Length").orElse(expected);
    if (length != expected) {
      throw corrupt("the registry sends %d bytes instead of %d".formatted(length, expected));
    }
  }

  private ImageException corrupt(String why) {
    return new ImageException(
        ImageException.Kind.CORRUPT,
        "blob %s of %s: %s".formatted(blob.digest(), image.familiarName(), why),
        "try again; if it stays so the registry, or a proxy before it, is broken");
  }

  @Override
  public Optional<ImageException> refused(Refusal refusal) {
    if (refusal.status() != 404) {
      return Denied.pull(image, refusal);
    }
    return Optional.of(
        new ImageException(
            ImageException.Kind.NOT_FOUND,
            "blob %s of %s not found: %s"
                .formatted(blob.digest(), image.familiarName(), refusal.text()),
            "the registry has lost a part of the image: it must be pushed again"));
  }
}
