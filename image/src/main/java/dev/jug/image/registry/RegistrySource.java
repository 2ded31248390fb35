package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.endpoint.BlobGet;
import dev.jug.image.registry.endpoint.Endpoint;
import dev.jug.image.registry.endpoint.ManifestGet;
import dev.jug.image.registry.http.PayloadException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Patience;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An image in a registry. Mirrors are asked first; what one does not have, or does not finish, the
 * next is asked for, and at last the registry itself, whose refusal is the one that is told.
 */
final class RegistrySource implements ImageSource {
  private final Reference image;
  private final List<RegistryCaller> servers;
  private final Patience patience;
  private final Map<Digest, Integer> opened = new ConcurrentHashMap<>();
  private volatile int first;

  /**
   * @param servers the mirrors, and the registry itself last
   * @param patience with broken downloads
   */
  RegistrySource(Reference image, List<RegistryCaller> servers, Patience patience) {
    this.image = image;
    this.servers = List.copyOf(servers);
    this.patience = patience;
  }

  @Override
  public String name() {
    return image.toString();
  }

  @Override
  public Patience patience() {
    return patience;
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public Document root() {
    return ask(new ManifestGet(image), 0);
  }

  @Override
  public Document document(Descriptor descriptor) {
    var type = descriptor.mediaType();
    if (descriptor.size() > ImageCodec.LARGEST_MANIFEST) {
      throw new ImageException(
          ImageException.Kind.REFUSED,
          "%s in %s has %d bytes: larger than 4 MiB"
              .formatted(descriptor.digest(), image.familiar(), descriptor.size()));
    }
    return MediaTypes.isIndex(type) || MediaTypes.isManifest(type)
        ? ask(new ManifestGet(image.at(descriptor.digest())), first)
        : new Document(descriptor, whole(descriptor));
  }

  /** Small enough to begin again where the caller would go on. */
  private byte[] whole(Descriptor descriptor) {
    for (int attempt = 1; ; attempt++) {
      try (var content = blob(descriptor, 0)) {
        return content.readAllBytes();
      } catch (IOException e) {
        if (attempt > servers.size()) {
          throw Unreachable.during("reading " + descriptor.digest(), servers.getLast().name(), e);
        }
      }
    }
  }

  /** Opened again means that it broke: it goes on at the next server. */
  @Override
  public InputStream blob(Descriptor descriptor, long from) {
    if (from == descriptor.size()) {
      return InputStream.nullInputStream();
    }
    int before = opened.merge(descriptor.digest(), 1, Integer::sum) - 1;
    return ask(new BlobGet(image, descriptor, from), first + before);
  }

  private <T> T ask(Endpoint<T> endpoint, int start) {
    int last = servers.size() - 1;
    for (int i = Math.min(start, last); i < last; i++) {
      try {
        T value = servers.get(i).call(endpoint);
        first = i;
        return value;
      } catch (ImageException | PayloadException _) {
        // the next one may have it
      }
    }
    try {
      T value = servers.getLast().call(endpoint);
      first = last;
      return value;
    } catch (PayloadException e) {
      throw new IllegalStateException("nothing was sent", e);
    }
  }

  @Override
  public void close() {}
}
