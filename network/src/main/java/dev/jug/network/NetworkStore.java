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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The networks on disk: a file for each, named after its id. */
final class NetworkStore {
  private static final String SUFFIX = ".json";

  private final Path directory;
  private final JsonMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  NetworkStore(Path directory) {
    this.directory = directory;
  }

  /** All that can be read; what cannot is left alone. */
  List<NetworkRecord> all() {
    var records = new ArrayList<NetworkRecord>();
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
        for (var file : files) {
          read(file, records);
        }
      }
    } catch (IOException e) {
      throw failed("list the networks in " + directory, e);
    }
    return records;
  }

  private void read(Path file, List<NetworkRecord> records) throws IOException {
    try {
      records.add(json.readValue(Files.readAllBytes(file), NetworkRecord.class));
    } catch (JacksonException e) {
      System.getLogger(NetworkStore.class.getName())
          .log(System.Logger.Level.WARNING, "left alone, it cannot be read: " + file, e);
    }
  }

  void save(NetworkRecord network) {
    try {
      AtomicFile.write(place(network), json.writeValueAsBytes(network), Survives.MACHINE);
    } catch (IOException e) {
      throw failed("write network " + network.name(), e);
    }
  }

  void remove(NetworkRecord network) {
    try {
      Files.deleteIfExists(place(network));
    } catch (IOException e) {
      throw failed("remove network " + network.name(), e);
    }
  }

  private Path place(NetworkRecord network) {
    return directory.resolve(network.id() + SUFFIX);
  }

  private static NetworkException failed(String intent, IOException why) {
    return new NetworkException(Kind.FAILED, "cannot " + intent + ": " + why.getMessage(), "", why);
  }
}
