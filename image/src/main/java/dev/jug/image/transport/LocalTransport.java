package dev.jug.image.transport;

import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.archive.DirectorySource;
import dev.jug.image.archive.DirectoryTarget;
import dev.jug.image.archive.DockerArchive;
import dev.jug.image.archive.DockerArchiveWriter;
import dev.jug.image.archive.TarIndex;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layout.LayoutArchiveTarget;
import dev.jug.image.layout.LayoutSource;
import dev.jug.image.layout.LayoutTarget;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens images in files.
 *
 * @param spool directory for temporary files, on a disk that can hold an image
 */
public record LocalTransport(Path spool) {
  /**
   * Opens an image to read.
   *
   * @throws ImageException if there is none
   */
  public ImageSource source(Location.Local where) throws IOException {
    return switch (where) {
      case Location.Layout(var folder, var name) -> LayoutSource.directory(folder, name);
      case Location.LayoutArchive(var file, var name) -> LayoutSource.archive(file, name, spool);
      case Location.DockerArchive(var file, var name) ->
          DockerArchive.source(
              TarIndex.open(file, spool),
              archive -> name == null ? archive.single() : archive.find(name));
      case Location.DockerArchivePlace(var file, var place) ->
          DockerArchive.source(TarIndex.open(file, spool), archive -> archive.find(place));
      case Location.Directory(var folder) -> new DirectorySource(folder);
    };
  }

  /**
   * Opens a place to write an image to.
   *
   * @throws ImageException if none can be written there
   */
  public ImageTarget target(Location.Local where) throws IOException {
    return switch (where) {
      case Location.Layout(var folder, var name) -> new LayoutTarget(folder, name);
      case Location.LayoutArchive(var file, var name) ->
          new LayoutArchiveTarget(new ArchiveOutput.ToFile(file), name, spool);
      case Location.DockerArchive(var file, var name) ->
          DockerArchiveWriter.single(
              new ArchiveOutput.ToFile(file), name == null ? List.of() : List.of(name), spool);
      case Location.DockerArchivePlace(var file, var place) ->
          throw new ImageException(
              Kind.INVALID,
              "@" + place + " names an image that is in " + file + "; a new one gets a name",
              "Write docker-archive:FILE:NAME:TAG.");
      case Location.Directory(var folder) -> new DirectoryTarget(folder);
    };
  }
}
