package dev.jug.image.archive;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Descriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Writes an image into a flat directory, as {@link DirectorySource} reads it. One that holds an
 * image already gets the new one instead.
 */
public final class DirectoryTarget implements ImageTarget {
  private static final String VERSION = "version";
  private static final byte[] VERSION_TEXT =
      "Directory Transport Version: 1.1\n".getBytes(StandardCharsets.UTF_8);
  private static final Pattern OURS =
      Pattern.compile("(?:[0-9a-f]{64}|[0-9a-f]{128})(?:\\.manifest\\.json)?");

  private final Path folder;
  private final BlobFolder blobs;
  private final BlobFolder manifests;
  private final Set<Path> written = ConcurrentHashMap.newKeySet();
  private final Set<Path> kept = ConcurrentHashMap.newKeySet();
  private boolean finished;

  /**
   * Takes a directory, or makes it.
   *
   * @throws ImageException if there are files of somebody else in it
   */
  public DirectoryTarget(Path folder) throws IOException {
    this.folder = folder;
    blobs = new BlobFolder(folder, digest -> Path.of(digest.hex()), Survives.MACHINE);
    manifests =
        new BlobFolder(
            folder, digest -> Path.of(digest.hex() + DirectorySource.INSTANCE), Survives.MACHINE);
    Files.createDirectories(folder);
    try (var files = Files.list(folder)) {
      if (files.findAny().isPresent() && !Files.exists(folder.resolve(VERSION))) {
        throw new ImageException(
            Kind.CONFLICT,
            folder + " is not empty and holds no image",
            "Name an empty directory, or one that dir: wrote.");
      }
    }
    AtomicFile.write(folder.resolve(VERSION), VERSION_TEXT, Survives.MACHINE);
  }

  @Override
  public String name() {
    return "dir:" + folder;
  }

  /** What is there from before is whole, for it was renamed to its place. */
  @Override
  public boolean has(Descriptor descriptor) {
    boolean there = blobs.has(descriptor);
    if (there) {
      kept.add(blobs.file(descriptor.digest()));
    }
    return there;
  }

  @Override
  public void put(Descriptor descriptor, Content content) throws IOException {
    put(blobs, descriptor, content);
  }

  @Override
  public void put(Document manifest) throws IOException {
    put(manifests, manifest.descriptor(), () -> new ByteArrayInputStream(manifest.bytes()));
  }

  private void put(BlobFolder where, Descriptor descriptor, Content content) throws IOException {
    if (!where.has(descriptor)) {
      where.put(descriptor, content);
      written.add(where.file(descriptor.digest()));
    }
    kept.add(where.file(descriptor.digest()));
  }

  @Override
  public void finish(Document root) throws IOException {
    AtomicFile.write(folder.resolve(DirectorySource.MANIFEST), root.bytes(), Survives.MACHINE);
    finished = true;
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        if (isOurs(file) && !kept.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private static boolean isOurs(Path file) {
    return OURS.matcher(file.getFileName().toString()).matches();
  }

  /** Without an image nothing stays but what was there before. */
  @Override
  public void close() {
    if (finished || Files.exists(folder.resolve(DirectorySource.MANIFEST))) {
      return;
    }
    try {
      for (var file : written) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder.resolve(VERSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
