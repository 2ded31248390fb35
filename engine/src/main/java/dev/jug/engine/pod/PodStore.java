package dev.jug.engine.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.engine.container.Disk;
import dev.jug.engine.container.Ids;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of pod sandboxes, one each; nothing else reads or writes them. */
final class PodStore {
  private static final System.Logger LOG = System.getLogger(PodStore.class.getName());
  private static final String ENDING = ".json";

  private final Path directory;
  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  PodStore(Path directory) {
    this.directory = directory;
  }

  private Path file(String id) {
    return directory.resolve(id + ENDING);
  }

  /** It outlives the engine, and the machine as soon as the kernel gets to it. */
  void save(PodRecord record) {
    try {
      Disk.ensurePrivate(directory);
      AtomicFile.write(file(record.id()), json.writeValueAsBytes(record), Survives.PROCESS);
    } catch (IOException e) {
      throw Disk.failed("write the record of pod sandbox " + Ids.shortened(record.id()), e);
    }
  }

  void forget(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw Disk.failed("remove the record of pod sandbox " + Ids.shortened(id), e);
    }
  }

  /** All records that can be read, for an engine that opens: what is half written goes. */
  List<PodRecord> all() {
    var all = new ArrayList<PodRecord>();
    if (!Files.isDirectory(directory)) {
      return all;
    }
    try (var files = Files.newDirectoryStream(directory, "*" + ENDING)) {
      AtomicFile.removeUnfinished(directory);
      for (var file : files) {
        read(file, all);
      }
      return all;
    } catch (IOException e) {
      throw Disk.failed("list " + directory, e);
    }
  }

  private void read(Path file, List<PodRecord> all) throws IOException {
    try {
      all.add(json.readValue(Files.readAllBytes(file), PodRecord.class));
    } catch (JacksonException e) {
      LOG.log(System.Logger.Level.WARNING, "left alone, cannot be read: " + file, e);
    }
  }
}
