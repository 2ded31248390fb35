package dev.jug.buildkit.session;

import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A build cache in a directory of a client's, which is in OCI image layout.
 *
 * @param content of the directory
 * @param name what the client calls it
 * @param manifest the cache, as the client has found it there
 */
public record SessionLayoutSource(SessionContent content, String name, Digest manifest)
    implements ImageSource {

  /** The client does not say what kind of document it is; one without a configuration is a list. */
  @Override
  public Document root() {
    var bytes = whole(manifest);
    var described = Descriptor.of(MediaTypes.OCI_MANIFEST, bytes);
    return new Document(new Descriptor(type(bytes), manifest, described.size()), bytes);
  }

  private static String type(byte[] document) {
    var codec = new ImageCodec();
    try {
      codec.manifest(document);
      return MediaTypes.OCI_MANIFEST;
    } catch (InvalidImageException _) {
      return MediaTypes.OCI_INDEX;
    }
  }

  @Override
  public Document document(Descriptor descriptor) {
    return new Document(descriptor, whole(descriptor.digest()));
  }

  private byte[] whole(Digest digest) {
    try (var in = blob(new Descriptor(MediaTypes.OCI_MANIFEST, digest, 0), 0)) {
      return in.readNBytes(ImageCodec.LARGEST_MANIFEST);
    } catch (IOException e) {
      throw ImageException.of("read " + digest + " of " + name, e);
    }
  }

  @Override
  public InputStream blob(Descriptor descriptor, long from) throws IOException {
    return from > 0 && from == descriptor.size()
        ? new ByteArrayInputStream(new byte[0])
        : content.open(descriptor.digest(), from);
  }

  @Override
  public void close() {}
}
