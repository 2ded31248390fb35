package dev.jug.image.layout;

import dev.jug.image.archive.BlobFolder;
import dev.jug.image.archive.FolderMembers;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an image into a directory in OCI image layout, beside those that are there. Several
 * processes may do so at the same time; readers see the image when it is whole.
 */
public final class LayoutTarget implements ImageTarget {
  private final Path folder;
  private final @Nullable String image;
  private final Survives survives;
  private final BlobFolder blobs;
  private final Set<Path> written = ConcurrentHashMap.newKeySet();

  /**
   * Takes a directory, or makes it.
   *
   * @param image its name there, taken from an image that has it; null for none
   */
  public LayoutTarget(Path folder, @Nullable String image) throws IOException {
    this(folder, image, Survives.MACHINE);
  }

  LayoutTarget(Path folder, @Nullable String image, Survives survives) throws IOException {
    this.folder = folder;
    this.image = image;
    this.survives = survives;
    blobs =
        new BlobFolder(
            folder.resolve(Layout.BLOBS), digest -> Path.of(Layout.blob(digest)), survives);
    Files.createDirectories(folder.resolve(Layout.BLOBS).resolve("sha256"));
  }

  @Override
  public String name() {
    return "oci:" + folder + (image == null ? "" : ":" + image);
  }

  @Override
  public boolean has(Descriptor descriptor) {
    return blobs.has(descriptor);
  }

  @Override
  public void put(Descriptor descriptor, Content content) throws IOException {
    if (!has(descriptor)) {
      blobs.put(descriptor, content);
      written.add(blobs.file(descriptor.digest()));
    }
  }

  @Override
  public void put(Document manifest) throws IOException {
    put(manifest.descriptor(), () -> new ByteArrayInputStream(manifest.bytes()));
  }

  @Override
  public void finish(Document root) throws IOException {
    put(root);
    try (var _ = LayoutLock.of(folder)) {
      var index = folder.resolve(Layout.INDEX_FILE);
      var before =
          Files.exists(index) ? Layout.index(new FolderMembers(folder)) : ImageIndex.of(List.of());
      var after = Layout.with(before, root.descriptor(), image);
      AtomicFile.write(index, new ImageCodec().write(after), survives);
    }
  }

  /**
   * Without an image no blob of ours stays in a new layout. In one that has images they stay, for
   * somebody else may count on them already.
   */
  @Override
  public void close() {
    if (Files.exists(folder.resolve(Layout.INDEX_FILE))) {
      return;
    }
    try {
      for (var file : written) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
