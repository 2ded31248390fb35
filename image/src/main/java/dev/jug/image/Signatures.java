package dev.jug.image;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.registry.Registries;
import dev.jug.image.sign.PolicyFile;
import dev.jug.image.sign.Signature;
import dev.jug.image.sign.SignatureImage;
import dev.jug.image.sign.SignaturePolicy;
import dev.jug.image.sign.SigningKey;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The signatures of images in the store, and what the policy of this machine makes of them. */
public final class Signatures {
  private final ContentStore store;
  private final Catalog catalog;
  private final ImageReader reader;
  private final PolicyFile policy;

  Signatures(ContentStore store, Catalog catalog, ImageReader reader, PolicyFile policy) {
    this.store = store;
    this.catalog = catalog;
    this.reader = reader;
    this.policy = policy;
  }

  /**
   * What the policy says now.
   *
   * @throws ImageException if it makes no sense: then no image is good
   */
  public SignaturePolicy policy() {
    return policy.read();
  }

  /** The image of an image's signatures, as far as they are here. */
  public Optional<Descriptor> image(Reference image, Digest manifest) throws IOException {
    var name = SignatureImage.nameOf(image, manifest);
    return catalog.entries().stream()
        .filter(entry -> entry.name().filter(name::equals).isPresent())
        .map(CatalogEntry::descriptor)
        .findFirst();
  }

  /** An image's signatures that are here. */
  public List<Signature> kept(Reference image, Digest manifest) throws IOException {
    var signatures = image(image, manifest);
    if (signatures.isEmpty()) {
      return List.of();
    }
    return SignatureImage.read(
        reader.manifest(signatures.get()), (blob, most) -> store.read(blob.digest(), most));
  }

  /** Keeps signatures of an image beside those that are here. */
  public void keep(Reference image, Digest manifest, List<Signature> more) throws IOException {
    var all = new ArrayList<>(kept(image, manifest));
    all.addAll(more);
    store.disk().change(() -> store(image, manifest, all));
  }

  private void store(Reference image, Digest manifest, List<Signature> all) throws IOException {
    try (var lease = store.lease()) {
      var documents = List.of(SignatureImage.config(all), SignatureImage.manifest(all));
      var layers = all.stream().map(Signature::layer).toList();
      var digests = new ArrayList<>(layers.stream().map(Descriptor::digest).toList());
      documents.forEach(document -> digests.add(document.descriptor().digest()));
      lease.add(digests);
      for (var signature : all) {
        store.put(signature.layer().digest(), signature.payload());
      }
      for (var document : documents) {
        store.put(document.descriptor().digest(), document.bytes());
      }
      var name = SignatureImage.nameOf(image, manifest);
      catalog.put(name, documents.getLast().descriptor(), Origin.HERE);
      lease.done();
    }
  }

  /** Signs an image, and keeps the signature. */
  public void sign(Reference image, Digest manifest, SigningKey key) throws IOException {
    keep(image, manifest, List.of(Signature.make(image, manifest, key)));
  }

  /**
   * An image of a registry, which is verified as the policy asks before the first of its layers is
   * fetched; its signatures are kept then.
   *
   * @param source the image; closed with what this gives
   * @param registries where its signatures are
   */
  public ImageSource checked(Reference image, ImageSource source, Registries registries) {
    return new CheckedSource(
        source, root -> approve(image, root.descriptor().digest(), registries));
  }

  private void approve(Reference image, Digest manifest, Registries registries) throws IOException {
    var rules = policy();
    var signatures =
        rules.needsSignatures(image) ? fetch(image, manifest, registries) : List.<Signature>of();
    rules.check(image, manifest, signatures);
    if (!signatures.isEmpty()) {
      keep(image, manifest, signatures);
    }
  }

  /** The signatures that a registry has of an image. */
  public static List<Signature> fetch(Reference image, Digest manifest, Registries registries)
      throws IOException {
    try (var source = registries.source(SignatureImage.nameOf(image, manifest))) {
      return fetch(source);
    }
  }

  /**
   * Signatures from elsewhere.
   *
   * @param source the image of signatures; none there means no signatures
   */
  public static List<Signature> fetch(ImageSource source) throws IOException {
    Document root;
    try {
      root = source.root();
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
    return SignatureImage.read(
        SignatureImage.parse(root), (blob, most) -> read(source, blob, most));
  }

  private static byte[] read(ImageSource source, Descriptor blob, int most) throws IOException {
    try (var stream = source.blob(blob, 0)) {
      var bytes = stream.readNBytes(most);
      if (!blob.digest().matches(bytes)) {
        throw new ImageException(
            Kind.CORRUPT, source.name() + ": signature " + blob.digest() + " is damaged");
      }
      return bytes;
    }
  }

  /**
   * An image as a source for others, as long as it is not removed.
   *
   * @param name what it was found by
   * @throws ImageException if the policy does not let it run
   */
  public ImageSource source(Found found, String name) throws IOException {
    requireAllowed(found);
    return new StoredSource(name, found.image().descriptor(), store);
  }

  /**
   * Refuses an image that the policy does not let run, by the signatures that are here.
   *
   * @param found how it was named: by one name, or by an id, which stands for all its names: none
   *     of them may be refused
   * @throws ImageException with the reason
   */
  public void requireAllowed(Found found) throws IOException {
    var manifest = found.entry().digest();
    var names = found.byName() ? found.entry().name().stream().toList() : names(manifest);
    var rules = policy();
    for (var name : names) {
      rules.check(name, manifest, kept(name, manifest));
    }
    if (names.isEmpty()) {
      rules.checkNameless(manifest);
    }
  }

  private List<Reference> names(Digest manifest) throws IOException {
    return catalog.entries().stream()
        .filter(entry -> entry.digest().equals(manifest))
        .map(CatalogEntry::name)
        .flatMap(Optional::stream)
        .toList();
  }
}
