package dev.jug.engine.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.jug.engine.container.Disk;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of resource containers: a record and a ledger each. Nothing else reads or writes them;
 * callers see to it that one has one writer at a time.
 */
final class ResourceStore {
  private static final System.Logger LOG = System.getLogger(ResourceStore.class.getName());
  private static final String RECORD = ".json";
  private static final String LEDGER = ".ledger";

  private final Path directory;
  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  ResourceStore(Path directory) {
    this.directory = directory;
  }

  /** A plus cannot be in a name. */
  private Path file(ResourceName name, String ending) {
    return directory.resolve(name.text().replace('/', '+') + ending);
  }

  void save(ResourceRecord record) {
    write(record.name(), RECORD, record, Survives.MACHINE);
  }

  /** One that was removed meanwhile has none. */
  void save(ResourceName name, Ledger ledger) {
    if (Files.exists(file(name, RECORD))) {
      write(name, LEDGER, ledger, Survives.PROCESS);
    }
  }

  private void write(ResourceName name, String ending, Object content, Survives survives) {
    try {
      Disk.ensurePrivate(directory);
      AtomicFile.write(file(name, ending), json.writeValueAsBytes(content), survives);
    } catch (IOException e) {
      throw Disk.failed("write what is known of resource container " + name, e);
    }
  }

  /** The record goes first: without it a ledger counts for nothing. */
  void remove(ResourceName name) {
    try {
      Files.deleteIfExists(file(name, RECORD));
      Files.deleteIfExists(file(name, LEDGER));
    } catch (IOException e) {
      throw Disk.failed("remove what is known of resource container " + name, e);
    }
  }

  /** All records that can be read, for an engine that opens: what is half written goes. */
  Map<ResourceName, ResourceRecord> all() {
    var all = new TreeMap<ResourceName, ResourceRecord>();
    if (!Files.isDirectory(directory)) {
      return all;
    }
    try (var files = Files.newDirectoryStream(directory, "*" + RECORD)) {
      AtomicFile.removeUnfinished(directory);
      for (var file : files) {
        read(file, all);
      }
      return all;
    } catch (IOException e) {
      throw Disk.failed("list " + directory, e);
    }
  }

  private void read(Path file, Map<ResourceName, ResourceRecord> all) throws IOException {
    try {
      var record = json.readValue(Files.readAllBytes(file), ResourceRecord.class);
      all.put(record.name(), record);
    } catch (JacksonException e) {
      LOG.log(System.Logger.Level.WARNING, "left alone, cannot be read: " + file, e);
    }
  }

  /** What was used; an empty ledger if there is none, or none that can be read. */
  Ledger ledger(ResourceName name, Instant now) {
    var file = file(name, LEDGER);
    try {
      return Files.exists(file)
          ? json.readValue(Files.readAllBytes(file), Ledger.class)
          : Ledger.empty(now);
    } catch (IOException | JacksonException e) {
      LOG.log(System.Logger.Level.WARNING, "what was used is lost: " + file, e);
      return Ledger.empty(now);
    }
  }
}
