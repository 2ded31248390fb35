package dev.jug.app.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A program that calls the runtime, with folders and an engine of its own. */
final class Caller implements AutoCloseable {
  private final Jug jug = new Jug();
  private final Path folder;
  private final List<String> prefix;

  /**
   * @param words the program and what stands in front of every command; {@code FOLDER} is replaced
   */
  Caller(String... words) {
    try {
      // Layers need a file system that overlayfs can write to; memory can not be.
      folder = Files.createTempDirectory(Path.of("/var/tmp"), "jug-test-");
      writeRuntime();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    prefix = replaced(List.of(words));
  }

  private List<String> replaced(List<String> words) {
    return words.stream().map(word -> word.replace("FOLDER", folder.toString())).toList();
  }

  /** The runtime, whatever of the environment its caller passes on. */
  static final String RUNTIME = "FOLDER/jug-runtime";

  private void writeRuntime() throws IOException {
    var file = folder.resolve("jug-runtime");
    var place = jug.place();
    Files.writeString(
        file,
        """
        #!/bin/sh
        export JUG_RUN=%s/run JUG_STATE=%s/state JUG_SOCKET=%s
        exec %s-runtime "$@"
        """
            .formatted(place, place, jug.socket(), Jug.program()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Jug jug() {
    return jug;
  }

  Path folder() {
    return folder;
  }

  /** The archive of a busybox root file system. */
  String archive() {
    var file = folder.resolve("busybox.tar");
    run(List.of("tar", "-C", BusyboxRootfs.shared().toString(), "-cf", file.toString(), ".")).ok();
    return file.toString();
  }

  Process begin(List<String> command) {
    return jug.start(replaced(command));
  }

  private Result run(List<String> command) {
    return Jug.finish(begin(command), new byte[0]);
  }

  /** A command of the program. */
  Result call(String... words) {
    return feed("", words);
  }

  Result feed(String input, String... words) {
    var command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return Jug.finish(begin(command), input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  void eventually(String expected, String... words) {
    Jug.eventually(() -> assertThat(call(words).out()).contains(expected));
  }

  @Override
  public void close() {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    jug.close();
  }
}
