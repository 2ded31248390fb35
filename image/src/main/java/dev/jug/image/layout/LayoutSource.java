package dev.jug.image.layout;

import dev.jug.image.archive.FolderMembers;
import dev.jug.image.archive.Members;
import dev.jug.image.archive.TarIndex;
import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image of an OCI image layout, in a directory or in an archive. */
public final class LayoutSource implements ImageSource {
  private final Members members;
  private final @Nullable String image;

  /**
   * An image of a layout.
   *
   * @param members closed with this
   * @param image its name there; null for the only one
   */
  public LayoutSource(Members members, @Nullable String image) {
    this.members = members;
    this.image = image;
  }

  /** An image of the layout in a directory. */
  public static LayoutSource directory(Path folder, @Nullable String image) {
    return new LayoutSource(new FolderMembers(folder), image);
  }

  /**
   * An image of the layout in an archive, plain or packed.
   *
   * @param spool directory for a temporary file, if the archive is packed
   */
  public static LayoutSource archive(Path file, @Nullable String image, Path spool)
      throws IOException {
    return new LayoutSource(TarIndex.open(file, spool), image);
  }

  /**
   * What a layout has: its index's entries, named by {@code org.opencontainers.image.ref.name}.
   *
   * @throws ImageException if it is no layout
   */
  public static List<Descriptor> images(Members members) {
    return Layout.index(members).manifests();
  }

  @Override
  public String name() {
    return members.name() + (image == null ? "" : ":" + image);
  }

  /** A mere tag, as some tools write it there, is no name. */
  @Override
  public List<Reference> names() {
    var name =
        Layout.choose(Layout.index(members), image, members.name())
            .annotations()
            .get("org.opencontainers.image.ref.name");
    if (name == null || !(name.contains(":") || name.contains("/"))) {
      return List.of();
    }
    return Reference.tryParse(name).stream().toList();
  }

  @Override
  public Document root() {
    var chosen = Layout.choose(Layout.index(members), image, members.name());
    return document(new Descriptor(chosen.mediaType(), chosen.digest(), chosen.size()));
  }

  @Override
  public Document document(Descriptor descriptor) {
    long largest = Math.min(descriptor.size(), ImageCodec.LARGEST_MANIFEST);
    return new Document(descriptor, members.document(file(descriptor), largest));
  }

  @Override
  public InputStream blob(Descriptor descriptor, long from) throws IOException {
    return members.open(file(descriptor), from);
  }

  private static String file(Descriptor descriptor) {
    return Layout.BLOBS + "/" + Layout.blob(descriptor.digest());
  }

  @Override
  public void close() {
    members.close();
  }
}
