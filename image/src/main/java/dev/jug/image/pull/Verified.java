package dev.jug.image.pull;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;

/** Documents of a source that may lie: each is what its descriptor says, or refused. */
public final class Verified {
  private final ImageSource source;

  public Verified(ImageSource source) {
    this.source = source;
  }

  /** What the name stands for. */
  public Document root() {
    return genuine(source.root());
  }

  /** Another one that it has. */
  public Document document(Descriptor descriptor) {
    var document = source.document(descriptor);
    return genuine(new Document(descriptor, document.bytes()));
  }

  private Document genuine(Document document) {
    if (document.isGenuine()) {
      return document;
    }
    var named = document.descriptor();
    throw new ImageException(
        Kind.CORRUPT,
        "%s sent something else for %s (%d bytes): its content has the digest %s (%d bytes)"
            .formatted(
                source.name(),
                named.digest(),
                named.size(),
                Digest.of(document.bytes()),
                document.bytes().length),
        "The source is damaged or lies; nothing of it was kept.");
  }
}
