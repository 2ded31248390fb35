package dev.jug.app.image;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Debian's docker-registry on a free port of the loopback, with its files in a folder. */
final class RealRegistry implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final Process process;

  private RealRegistry(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param more of its configuration file, in YAML; PORT stands for its port
   */
  static RealRegistry start(Path folder, String http, String more) {
    try {
      int port = freePort();
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
            addr: 127.0.0.1:%d
          %s
          %s
          """
              .formatted(folder, port, http, more)
              .replace("PORT", "" + port));
      var process =
          new ProcessBuilder("docker-registry", "serve", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Jug.eventually(() -> connect(port));
      return new RealRegistry(folder, port, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without encryption, for everybody. */
  static RealRegistry plain(Path folder) {
    return start(folder, "", "");
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void connect(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** As references name it. */
  String name() {
    return "localhost:" + port;
  }

  /** The file of a blob. */
  Path blob(String digest) {
    var hex = digest.substring(digest.indexOf(':') + 1);
    return folder
        .resolve("data/docker/registry/v2/blobs/sha256")
        .resolve(hex.substring(0, 2))
        .resolve(hex)
        .resolve("data");
  }

  /** The largest blob, which is a layer's. */
  Path largestBlob() {
    try (var files = Files.walk(folder.resolve("data/docker/registry/v2/blobs"))) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(RealRegistry::size))
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** Runs a program to its end. */
  static String output(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
      return said.strip();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
