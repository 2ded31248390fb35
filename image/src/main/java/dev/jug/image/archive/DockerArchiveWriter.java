package dev.jug.image.archive;

import dev.jug.image.content.StoreDisk;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.linux.fs.Tree;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Writes an archive that {@code docker load} and {@code podman load} read, with one image or
 * several; layers that they share are there once. Blobs arrive in any order and from several
 * threads, an archive has one: so they wait in a temporary directory, unpacked, for {@link
 * #finish()}. The same images in the same order always give the same bytes.
 */
public final class DockerArchiveWriter implements AutoCloseable {
  private final ArchiveOutput output;
  private final Path folder;
  private final StagedLayers staged;
  private final List<Complete> images = new ArrayList<>();

  /** An image all of whose blobs are there. */
  record Complete(Digest config, List<Digest> diffIds, List<Reference> names) {
    /** Names are in full: podman takes short ones for names without a registry. */
    SavedImage entry() {
      return new SavedImage(
          configMember(config),
          names.stream()
              .filter(name -> name.tag() != null)
              .map(name -> name.registry() + "/" + name.repository() + ":" + name.tag())
              .toList(),
          diffIds.stream().map(Complete::layerMember).toList());
    }

    static String configMember(Digest config) {
      return config.hex() + ".json";
    }

    static String layerMember(Digest diffId) {
      return diffId.hex() + ".tar";
    }
  }

  /**
   * Begins an archive.
   *
   * @param spool directory for a temporary one, on a disk that can hold the unpacked images
   */
  public DockerArchiveWriter(ArchiveOutput output, Path spool) throws IOException {
    this.output = output;
    folder = Files.createTempDirectory(spool, "save");
    staged = new StagedLayers(folder);
  }

  /** An archive of one image, written when the target is finished and closed with it. */
  public static ImageTarget single(ArchiveOutput output, List<Reference> names, Path spool)
      throws IOException {
    return new DockerArchiveTarget(new DockerArchiveWriter(output, spool), names, true);
  }

  /**
   * The next image; images are in the archive in the order in which they are finished.
   *
   * @param names those with a tag are noted, and {@code load} gives them again
   */
  public ImageTarget image(List<Reference> names) {
    return new DockerArchiveTarget(this, names, false);
  }

  String name() {
    return "docker-archive:" + output.name();
  }

  StagedLayers staged() {
    return staged;
  }

  synchronized void add(Complete image) {
    images.add(image);
  }

  /** Writes the archive. */
  public synchronized void finish() throws IOException {
    new StoreDisk(output.name()).change(() -> output.write(this::write));
  }

  private void write(TarWriter tar) throws IOException {
    var written = new LinkedHashSet<Digest>();
    for (var image : images) {
      if (written.add(image.config())) {
        write(tar, Complete.configMember(image.config()), image.config());
      }
      for (var diffId : image.diffIds()) {
        if (written.add(diffId)) {
          write(tar, Complete.layerMember(diffId), diffId);
        }
      }
    }
    tar.file(SavedImage.MANIFEST, SavedImage.write(images.stream().map(Complete::entry).toList()));
  }

  private void write(TarWriter tar, String member, Digest digest) throws IOException {
    var file = staged.file(digest);
    try (var in = Files.newInputStream(file)) {
      tar.file(member, Files.size(file), in);
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
