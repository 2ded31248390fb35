package dev.jug.engine.container;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records on disk; nothing else reads or writes them. Callers see to it that one record has one
 * writer at a time.
 */
public final class ContainerStore {
  private final Layout layout;
  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  public ContainerStore(Layout layout) {
    this.layout = layout;
  }

  /**
   * Writes a record.
   *
   * @throws Failed if it could not be written; the old one is then still there
   */
  public void save(ContainerRecord container, Survives survives) {
    try {
      AtomicFile.write(place(container), json.writeValueAsBytes(container), survives);
    } catch (IOException e) {
      throw Disk.failed("write the record of container " + Ids.shortened(container.id()), e);
    }
  }

  private Path place(ContainerRecord container) {
    return layout.recordOf(container.id(), container.request().autoRemove());
  }

  /** Forgets a record; its directories then count as half removed. */
  public void forget(ContainerRecord container) {
    try {
      Files.deleteIfExists(place(container));
    } catch (IOException e) {
      throw Disk.failed("remove the record of container " + Ids.shortened(container.id()), e);
    }
  }

  /** The ids of all containers that have a directory, with or without a record. */
  public Set<String> ids() {
    var ids = new TreeSet<>(names(layout.containers()));
    ids.addAll(names(layout.fleeting()));
    return ids;
  }

  private static List<String> names(Path directory) {
    try (var entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw Disk.failed("list " + directory, e);
    }
  }

  /** The record of this container; empty if there is none. */
  public Optional<ContainerRecord> load(String id) {
    return load(layout.recordOf(id, true)).or(() -> load(layout.recordOf(id, false)));
  }

  private Optional<ContainerRecord> load(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(json.readValue(Files.readAllBytes(file), ContainerRecord.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new Failed(
          "cannot read the record " + file + ": " + e.getMessage(),
          "It was written by another version of Jug, or changed by hand.",
          e);
    }
  }

  /** All records that can be read; the ids of the others are added to {@code broken}. */
  public List<ContainerRecord> all(Set<String> broken) {
    var unreadable = ConcurrentHashMap.<String>newKeySet();
    var records =
        ids().parallelStream().flatMap(id -> loadOrNote(id, unreadable).stream()).toList();
    broken.addAll(unreadable);
    return records;
  }

  private Optional<ContainerRecord> loadOrNote(String id, Set<String> broken) {
    try {
      return load(id);
    } catch (Failed _) {
      broken.add(id);
      return Optional.empty();
    }
  }
}
