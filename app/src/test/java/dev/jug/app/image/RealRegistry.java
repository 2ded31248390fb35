package dev.jug.app.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's docker-registry, with its files in a folder. */
public final class RealRegistry implements AutoCloseable {
  private static final int ISLAND_PORT = 5000;

  private final Path folder;
  private final String name;
  private final Process process;

  private RealRegistry(Path folder, String name, Process process) {
    this.folder = folder;
    this.name = name;
    this.process = process;
  }

  /** Without encryption, for everybody, on the loopback interface. */
  public static RealRegistry plain(Path folder) {
    return start(folder, "", "");
  }

  /**
   * Starts one on the loopback interface.
   *
   * @param http more of this section of its configuration file, in YAML
   * @param more other sections
   */
  static RealRegistry start(Path folder, String http, String more) {
    return start(folder, List.of(), "127.0.0.1", freePort(), http, more);
  }

  /** Starts one on an island, where others must be shown who it is. */
  static RealRegistry start(Path folder, Island island, String http) {
    return start(folder, List.of(island.prefix()), Island.ADDRESS, ISLAND_PORT, http, "");
  }

  /** Starts one on the loopback interface of an island. */
  static RealRegistry plain(Path folder, Island island) {
    return start(folder, List.of(island.prefix()), "127.0.0.1", ISLAND_PORT, "", "");
  }

  private static RealRegistry start(
      Path folder, List<String> prefix, String address, int port, String http, String more) {
    try {
      Files.createDirectories(folder);
      var config = folder.resolve("config.yml");
      Files.writeString(
          config,
          """
          version: 0.1
          log: {level: error, accesslog: {disabled: true}}
          storage:
            filesystem: {rootdirectory: %s/data}
            delete: {enabled: true}
          http:
            addr: %s:%d
          %s
          %s
          """
              .formatted(folder, address, port, http.indent(2), more));
      var command = new ArrayList<>(prefix);
      command.addAll(List.of("docker-registry", "serve", config.toString()));
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Programs.awaitPort(process, port);
      var host = address.equals("127.0.0.1") ? "localhost" : address;
      return new RealRegistry(folder, host + ":" + port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As references name it. */
  public String name() {
    return name;
  }

  private Path blobs() {
    return folder.resolve("data/docker/registry/v2/blobs/sha256");
  }

  /** The file of a blob. */
  Path blob(String digest) {
    var hex = digest.substring(digest.indexOf(':') + 1);
    return blobs().resolve(hex.substring(0, 2)).resolve(hex).resolve("data");
  }

  /** Changes a byte in the middle of a file; doing it again changes it back. */
  static void flip(Path file) {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = bytes.length() / 2;
      bytes.seek(middle);
      int b = bytes.read();
      bytes.seek(middle);
      bytes.write(b ^ 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
