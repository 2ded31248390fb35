package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built runtime with a private engine and a private root; leaves nothing. */
final class OciRuntime implements AutoCloseable {
  private final Jug jug = new Jug();
  private final Path folder;

  OciRuntime() {
    folder = jug.place().resolve("oci");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String program() {
    return Jug.program() + "-runtime";
  }

  Jug jug() {
    return jug;
  }

  /** Where a test puts its files. */
  Path folder() {
    return folder;
  }

  Path root() {
    return folder.resolve("root");
  }

  /** A bundle of this command. */
  Path bundle(Bundle bundle, String... command) {
    return bundle.of(folder.resolve("bundle"), command);
  }

  Path shell(String script) {
    return bundle(new Bundle(), "sh", "-c", script);
  }

  List<String> command(String... words) {
    var command = new ArrayList<>(List.of(program(), "--root", root().toString()));
    command.addAll(List.of(words));
    return command;
  }

  Process begin(String... words) {
    return jug.start(command(words));
  }

  Result run(String... words) {
    return Jug.finish(begin(words), new byte[0]);
  }

  /** Creates a container of the bundle. */
  Result create(String id) {
    return leave("create", "-b", folder.resolve("bundle").toString(), id);
  }

  /** A command whose container stays: its output goes to a file, since it outlives the command. */
  Result leave(String... words) {
    var line = String.join(" ", command(words)) + " >out 2>err </dev/null";
    var script = "cd " + folder + "; " + line + "; code=$?; cat err >&2; exit $code";
    return Jug.finish(jug.start(List.of("sh", "-c", script)), new byte[0]);
  }

  private Path out() {
    return folder.resolve("out");
  }

  /** What a created container has written. */
  String output() {
    return read(out());
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status that {@code state} shows. */
  String status(String id) {
    var state = run("state", id).text();
    return state.replaceAll("(?s).*\"status\": \"(\\w+)\".*", "$1");
  }

  void awaitStatus(String id, String status) {
    Jug.eventually(() -> assertThat(status(id)).isEqualTo(status));
  }

  @Override
  public void close() {
    for (var id : run("list", "-q").out().lines().toList()) {
      run("delete", "--force", id).ok();
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    jug.close();
  }
}
