package dev.jug.build.output;

import dev.jug.build.exec.Built;
import dev.jug.build.tree.SourceTree;
import dev.jug.image.Images;
import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.archive.DockerArchiveWriter;
import dev.jug.image.change.TreeArchive;
import dev.jug.image.layout.LayoutArchiveTarget;
import dev.jug.image.layout.LayoutTarget;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an image that was built to where it shall be. The same image gives the same bytes.
 *
 * @param images has it
 * @param built what was built
 */
public record Export(Images images, Built built) {
  /**
   * Writes an archive that {@code docker load} reads, of the image alone.
   *
   * @throws IOException if the disk or the output fails
   */
  public void docker(List<Reference> names, ArchiveOutput output) throws IOException {
    try (var target = DockerArchiveWriter.single(output, names, images.scratch())) {
      images.push(built.image().descriptor(), null, target, Progress.NONE);
    }
  }

  /**
   * Writes an archive of an OCI image layout.
   *
   * @throws IOException if the disk or the output fails
   */
  public void layout(@Nullable Reference name, ArchiveOutput output) throws IOException {
    try (var target = new LayoutArchiveTarget(output, text(name), images.scratch())) {
      push(target);
    }
  }

  /**
   * Writes into a directory in OCI image layout, beside what is there.
   *
   * @throws IOException if the disk fails
   */
  public void layout(@Nullable Reference name, Path directory) throws IOException {
    try (var target = new LayoutTarget(directory, text(name))) {
      push(target);
    }
  }

  private static @Nullable String text(@Nullable Reference name) {
    return name == null ? null : name.tag();
  }

  /**
   * Gives it away, such as to a registry.
   *
   * @throws IOException if the connection fails
   */
  public void push(ImageTarget target) throws IOException {
    images.push(built.root(), null, target, Progress.NONE);
  }

  /**
   * Writes an archive of its files.
   *
   * @throws IOException if the output fails
   */
  public void tar(OutputStream out) throws IOException {
    try (var tree = SourceTree.of(images, built.image());
        var root = tree.directory()) {
      var archive = new ArchiveWriter(out, created());
      new TreeArchive(archive).addBelow(root);
      archive.finish();
    }
  }

  /**
   * Writes its files into a directory, which is made if it is not there; what else is there stays.
   *
   * @throws IOException if the disk fails
   */
  public void files(Path directory) throws IOException {
    try (var tree = SourceTree.of(images, built.image())) {
      tree.copyTo(directory, created());
    }
  }

  private long created() {
    var text = built.image().config().created();
    return text == null ? 0 : Math.max(OffsetDateTime.parse(text).toEpochSecond(), 0);
  }
}
