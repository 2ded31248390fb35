package dev.jug.engine.container;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The records on disk; nothing else reads or writes them. Callers see to it that one record has one writer at a time. */
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
      AtomicFile.write(layout.recordOf(container.id()), json.writeValueAsBytes(container), survives);
    } catch (IOException e) {
      throw Disk.failed("write the record of container " + Ids.shortened(container.id()), e);
    }
  }

  /** Forgets a record; its directory then counts as half removed. */
  public void forget(String id) {
    try {
      Files.deleteIfExists(layout.recordOf(id));
    } catch (IOException e) {
      throw Disk.failed("remove the record of container " + Ids.shortened(id), e);
    }
  }

  /** The ids of all state directories, with or without a record. */
  public List<String> ids() {
    try (var entries = Files.list(layout.containers())) {
      return entries.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw Disk.failed("list " + layout.containers(), e);
    }
  }

  /** The record of this container; empty if there is none. */
  public Optional<ContainerRecord> load(String id) {
    var file = layout.recordOf(id);
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

  /** All records that can be read; the others are handed to {@code broken}. */
  public List<ContainerRecord> all(List<Path> broken) {
    var records = new ArrayList<ContainerRecord>();
    for (var id : ids()) {
      try {
        load(id).ifPresent(records::add);
      } catch (Failed _) {
        broken.add(layout.recordOf(id));
      }
    }
    return records;
  }
}
