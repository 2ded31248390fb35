package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;

/**
 * An archive as {@code docker save} writes it, with one image or several. Newer ones are an OCI
 * layout as well; {@code manifest.json} counts, as for {@code docker load}. The legacy file {@code
 * repositories} is not looked at.
 */
public final class DockerArchive implements AutoCloseable {
  private final Members members;
  private final List<SavedImage> images;

  /**
   * Reads the list of images.
   *
   * @param members closed with this, also if this fails
   * @throws ImageException if it has none, or one that makes no sense
   */
  public DockerArchive(Members members) {
    this.members = members;
    try {
      images =
          SavedImage.read(
              members.document(SavedImage.MANIFEST, ImageCodec.LARGEST_MANIFEST), members.name());
    } catch (ImageException e) {
      members.close();
      throw e;
    }
  }

  /** Whether such an archive has these members, rather than an OCI layout alone. */
  public static boolean isOne(Members members) {
    return members.has(SavedImage.MANIFEST);
  }

  /** Chooses an image of an archive. */
  public interface Choice {
    /** The image wanted; one of the methods below finds it. */
    SavedImage of(DockerArchive archive);
  }

  /** Opens one image of an archive; closing it closes the archive. */
  public static ImageSource source(Members members, Choice choice) throws IOException {
    var archive = new DockerArchive(members);
    try {
      return archive.owningSource(choice.of(archive));
    } catch (IOException | RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  /** All images, in their order. */
  public List<SavedImage> images() {
    return images;
  }

  /**
   * Finds an image by name.
   *
   * @throws ImageException if none has it; the message lists the names
   */
  public SavedImage find(Reference name) {
    return images.stream()
        .filter(image -> image.isNamed(name))
        .findFirst()
        .orElseThrow(() ->
            new ImageException(
                Kind.NOT_FOUND,
                members.name() + " has no image " + name.familiar() + names(),
                "Use one of these names, or @0 for the first image."));
  }

  /**
   * Finds an image by its place, which also those without a name have.
   *
   * @param place 0 for the first
   * @throws ImageException if there are not so many
   */
  public SavedImage find(int place) {
    if (place >= images.size()) {
      throw new ImageException(
          Kind.NOT_FOUND,
          members.name() + " has " + images.size() + " images: there is none at @" + place);
    }
    return images.get(place);
  }

  /**
   * The only image.
   *
   * @throws ImageException if there are several, or none
   */
  public SavedImage single() {
    if (images.size() != 1) {
      throw new ImageException(
          Kind.INVALID,
          members.name() + " has " + images.size() + " images" + names(),
          "Say which one: docker-archive:FILE:NAME:TAG, or docker-archive:FILE:@0.");
    }
    return images.getFirst();
  }

  private String names() {
    var names = images.stream().flatMap(image -> image.repoTags().stream()).toList();
    return names.isEmpty() ? "; none has a name" : "; names: " + String.join(", ", names);
  }

  /**
   * Opens one of the images; closing it leaves the archive open.
   *
   * @throws ImageException if members are missing or make no sense
   */
  public ImageSource source(SavedImage image) throws IOException {
    return DockerArchiveSource.open(members, image, () -> {});
  }

  /** An image that closes its archive. */
  ImageSource owningSource(SavedImage image) throws IOException {
    return DockerArchiveSource.open(members, image, this::close);
  }

  @Override
  public void close() {
    members.close();
  }
}
