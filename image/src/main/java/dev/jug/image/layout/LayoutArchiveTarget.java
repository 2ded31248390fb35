package dev.jug.image.layout;

import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.archive.TarWriter;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.linux.fs.Tree;
import dev.jug.oci.image.Descriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes an image into an archive of an OCI image layout. Blobs arrive in any order and from
 * several threads, an archive has one: so they wait in a temporary directory. The same image always
 * gives the same bytes.
 */
public final class LayoutArchiveTarget implements ImageTarget {
  private final ArchiveOutput output;
  private final Path folder;
  private final LayoutTarget layout;

  /**
   * Begins an archive.
   *
   * @param image its name there; null for none
   * @param spool directory for a temporary one, on a disk that can hold the image
   */
  public LayoutArchiveTarget(ArchiveOutput output, @Nullable String image, Path spool)
      throws IOException {
    this.output = output;
    folder = Files.createTempDirectory(spool, "layout");
    layout = new LayoutTarget(folder, image, Survives.PROCESS);
  }

  @Override
  public String name() {
    return "oci-archive:" + output.name();
  }

  @Override
  public boolean has(Descriptor descriptor) {
    return layout.has(descriptor);
  }

  @Override
  public void put(Descriptor descriptor, Content content) throws IOException {
    layout.put(descriptor, content);
  }

  @Override
  public void put(Document manifest) throws IOException {
    layout.put(manifest);
  }

  @Override
  public void finish(Document root) throws IOException {
    layout.finish(root);
    output.write(this::write);
  }

  private void write(TarWriter tar) throws IOException {
    file(tar, Path.of(Layout.VERSION_FILE));
    file(tar, Path.of(Layout.INDEX_FILE));
    var blobs = folder.resolve(Layout.BLOBS);
    try (var files = Files.walk(blobs)) {
      for (var file : files.sorted().toList()) {
        if (Files.isDirectory(file)) {
          tar.folder(folder.relativize(file).toString());
        } else {
          file(tar, folder.relativize(file));
        }
      }
    }
  }

  private void file(TarWriter tar, Path name) throws IOException {
    var file = folder.resolve(name);
    try (var in = Files.newInputStream(file)) {
      tar.file(name.toString(), Files.size(file), in);
    }
  }

  @Override
  public void close() {
    try {
      Tree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
