package dev.jug.image.step;

import dev.jug.image.content.ContentStore;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What steps of builds made, a file for each, named by the step's key. A file appears by a rename,
 * when all it names is in the store; as long as it is there nobody collects that. Thread-safe, and
 * safe between processes.
 */
public final class StepCache {
  private final ContentStore store;
  private final Path directory;

  public StepCache(ContentStore store) {
    this.store = store;
    this.directory = store.layout().steps();
  }

  private Path file(Digest key) {
    return directory.resolve(key.hex());
  }

  /** What is known under a key; the store need not have it any more. */
  Optional<CachedStep> read(Digest key) throws IOException {
    var file = file(key);
    try {
      var text = Files.readString(file);
      return CachedStep.parse(key, text, Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Notes what a step made; the store must have it, and the caller a lease on it. */
  void write(CachedStep step) throws IOException {
    try (var _ = store.lock()) {
      Files.createDirectories(directory);
      AtomicFile.write(
          file(step.key()), step.text().getBytes(StandardCharsets.UTF_8), Survives.MACHINE);
    }
  }

  /** Notes that a build needed it. */
  void used(Digest key, Instant now) throws IOException {
    try {
      Files.setLastModifiedTime(file(key), FileTime.from(now));
    } catch (NoSuchFileException _) {
      // It was removed just now; the build has a lease on what it needs.
    }
  }

  /** Forgets a step; what it made goes with the next collection, unless somebody needs it. */
  public void remove(Digest key) throws IOException {
    try (var _ = store.lock()) {
      Files.deleteIfExists(file(key));
    }
  }

  /** All steps that are known. */
  public List<CachedStep> all() throws IOException {
    var all = new ArrayList<CachedStep>();
    if (!Files.isDirectory(directory)) {
      return all;
    }
    try (var files = Files.list(directory)) {
      for (var file : files.filter(StepCache::isKey).toList()) {
        read(Digest.parse("sha256:" + file.getFileName())).ifPresent(all::add);
      }
    }
    return all;
  }

  /** Half-written files have longer names. */
  private static boolean isKey(Path file) {
    return file.getFileName().toString().matches("[0-9a-f]{64}");
  }

  /** Everything of the store that is kept for them. */
  public Set<Digest> needs() throws IOException {
    var needs = new HashSet<Digest>();
    for (var step : all()) {
      needs.addAll(step.needs());
    }
    return needs;
  }
}
