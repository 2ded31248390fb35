package dev.jug.network;

import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records on disk: a file for each, named after its id. A directory may have several kinds, which
 * their suffixes tell apart.
 *
 * @param <T> what they are
 */
final class RecordFolder<T> {
  private final Path directory;
  private final String suffix;
  private final Class<T> type;
  private final Function<T, String> id;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  RecordFolder(Path directory, String suffix, Class<T> type, Function<T, String> id) {
    this.directory = directory;
    this.suffix = suffix;
    this.type = type;
    this.id = id;
  }

  /** Removes what somebody who died was about to write; nobody may be writing in the directory. */
  void settle() {
    try {
      AtomicFile.removeUnfinished(directory);
    } catch (IOException e) {
      throw failed("clear up " + directory, e);
    }
  }

  /** All that can be read; what cannot is left alone. */
  List<T> all() {
    var records = new ArrayList<T>();
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (var files = Files.newDirectoryStream(directory, "*" + suffix)) {
        for (var file : files) {
          read(file, records);
        }
      }
    } catch (IOException e) {
      throw failed("list " + directory, e);
    }
    return records;
  }

  /** The one with this id, if it is there and can be read. */
  Optional<T> find(String wanted) {
    var records = new ArrayList<T>();
    var file = directory.resolve(wanted + suffix);
    if (Files.exists(file)) {
      try {
        read(file, records);
      } catch (IOException e) {
        throw failed("read " + file, e);
      }
    }
    return records.stream().findFirst();
  }

  private void read(Path file, List<T> records) throws IOException {
    try {
      records.add(json.readValue(Files.readAllBytes(file), type));
    } catch (JacksonException e) {
      System.getLogger(RecordFolder.class.getName())
          .log(System.Logger.Level.WARNING, "left alone, it cannot be read: " + file, e);
    }
  }

  void save(T record) {
    try {
      AtomicFile.write(place(record), json.writeValueAsBytes(record), Survives.MACHINE);
    } catch (IOException e) {
      throw failed("write " + place(record), e);
    }
  }

  void remove(T record) {
    try {
      Files.deleteIfExists(place(record));
    } catch (IOException e) {
      throw failed("remove " + place(record), e);
    }
  }

  private Path place(T record) {
    return directory.resolve(id.apply(record) + suffix);
  }

  private static NetworkException failed(String intent, IOException why) {
    return new NetworkException(Kind.FAILED, "cannot " + intent + ": " + why.getMessage(), "", why);
  }
}
