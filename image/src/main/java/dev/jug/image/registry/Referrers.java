package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.endpoint.ManifestGet;
import dev.jug.image.registry.endpoint.ManifestPut;
import dev.jug.image.registry.endpoint.Page;
import dev.jug.image.registry.endpoint.ReferrerList;
import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.ImageManifest;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What refers to a manifest, such as signatures. Where a registry does not know it keeps a list
 * under a tag made of the digest (distribution-spec, "Referrers Tag Schema").
 */
final class Referrers {
  private static final int LONGEST_PART = 64;

  private final ImageCodec codec = new ImageCodec();
  private final RegistryCaller caller;
  private final Reference image;

  Referrers(RegistryCaller caller, Reference image) {
    this.caller = caller;
    this.image = image;
  }

  List<Descriptor> list(Digest subject) throws IOException {
    var first = caller.call(new ReferrerList(image, subject, Optional.empty()));
    return first.isPresent()
        ? Pages.all(
            first.get(),
            next ->
                caller
                    .call(new ReferrerList(image, subject, Optional.of(next)))
                    .orElseGet(() -> new Page<>(List.of(), Optional.empty())))
        : tagged(subject);
  }

  /** Notes, if there is something to note, what a manifest that is there now refers to. */
  void added(Document document) throws IOException {
    var manifest = manifest(document);
    if (manifest.isEmpty() || manifest.get().subject() == null) {
      return;
    }
    var subject = manifest.get().subject().digest();
    var entries = new ArrayList<>(tagged(subject));
    var entry = entry(document.descriptor(), manifest.get());
    if (entries.stream().noneMatch(old -> old.digest().equals(entry.digest()))) {
      entries.add(entry);
      var list = Document.of(MediaTypes.OCI_INDEX, codec.write(ImageIndex.of(entries)));
      caller.call(new ManifestPut(image, tag(subject), list));
    }
  }

  private Optional<ImageManifest> manifest(Document document) {
    try {
      return MediaTypes.isManifest(document.descriptor().mediaType())
          ? Optional.of(codec.manifest(document.bytes()))
          : Optional.empty();
    } catch (InvalidImageException _) {
      return Optional.empty();
    }
  }

  private static Descriptor entry(Descriptor descriptor, ImageManifest manifest) {
    var own = manifest.artifactType();
    return new Descriptor(
        descriptor.mediaType(),
        descriptor.digest(),
        descriptor.size(),
        List.of(),
        manifest.annotations(),
        null,
        own == null ? manifest.config().mediaType() : own,
        null);
  }

  private List<Descriptor> tagged(Digest subject) throws IOException {
    var name = new Reference(image.registry(), image.repository(), tag(subject), null);
    try {
      return codec.index(caller.call(new ManifestGet(name)).bytes()).manifests();
    } catch (InvalidImageException e) {
      throw new ImageException(
          ImageException.Kind.CORRUPT, name.familiar() + " is no list: " + e.getMessage(), "", e);
    } catch (ImageException e) {
      if (e.kind() == ImageException.Kind.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  private static String tag(Digest subject) {
    var hex = subject.hex();
    return subject.algorithm().word()
        + "-"
        + hex.substring(0, Math.min(hex.length(), LONGEST_PART));
  }
}
