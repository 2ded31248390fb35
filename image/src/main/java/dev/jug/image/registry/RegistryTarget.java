package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.endpoint.BlobMount;
import dev.jug.image.registry.endpoint.ContentHead;
import dev.jug.image.registry.endpoint.ManifestPut;
import dev.jug.image.registry.endpoint.Upload;
import dev.jug.image.registry.http.PayloadException;
import dev.jug.image.registry.http.Timing;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A name in a registry that an image is pushed to. */
final class RegistryTarget implements ImageTarget {
  private final Reference image;
  private final RegistryCaller caller;
  private final Timing timing;
  private final BlobOrigins origins;
  private final Referrers referrers;
  private final Map<Digest, Upload> begun = new ConcurrentHashMap<>();

  RegistryTarget(Reference image, RegistryCaller caller, Timing timing, BlobOrigins origins) {
    this.image = image;
    this.caller = caller;
    this.timing = timing;
    this.origins = origins;
    referrers = new Referrers(caller, image);
  }

  @Override
  public String name() {
    return image.toString();
  }

  @Override
  public Optional<Reference> published() {
    return Optional.of(image);
  }

  @Override
  public boolean has(Descriptor descriptor) {
    try {
      return caller.call(new ContentHead(image, descriptor)) || mounted(descriptor.digest());
    } catch (PayloadException e) {
      throw new IllegalStateException("nothing was sent", e);
    }
  }

  /** A registry that does not mount has begun an upload, which is kept for the blob. */
  private boolean mounted(Digest digest) throws PayloadException {
    for (var from : origins.repositories(digest)) {
      try {
        var instead = caller.call(new BlobMount(image, digest, from));
        if (instead.isEmpty()) {
          return true;
        }
        var before = begun.put(digest, instead.get());
        if (before != null) {
          BlobPush.cancel(caller, image, before);
        }
      } catch (ImageException e) {
        if (e.kind() == ImageException.Kind.UNAVAILABLE) {
          throw e;
        }
      }
    }
    return false;
  }

  @Override
  public void put(Descriptor descriptor, Content content) throws IOException {
    var upload = Optional.ofNullable(begun.remove(descriptor.digest()));
    new BlobPush(caller, timing, image, descriptor, content).run(upload);
  }

  @Override
  public void put(Document manifest) throws IOException {
    store(manifest.descriptor().digest().toString(), manifest);
  }

  @Override
  public void finish(Document root) throws IOException {
    var digest = root.descriptor().digest();
    var wanted = image.digest();
    if (wanted != null && !wanted.equals(digest)) {
      throw new ImageException(
          ImageException.Kind.INVALID,
          "%s cannot be the name of the image %s".formatted(image.familiar(), digest),
          "push it to a tag, or to its own digest");
    }
    var tag = image.tag();
    store(tag == null ? digest.toString() : tag, root);
  }

  private void store(String name, Document document) throws IOException {
    boolean noted = caller.call(new ManifestPut(image, name, document));
    if (!noted) {
      referrers.added(document);
    }
  }

  @Override
  public void close() {
    begun.values().forEach(upload -> BlobPush.cancel(caller, image, upload));
    begun.clear();
  }
}
