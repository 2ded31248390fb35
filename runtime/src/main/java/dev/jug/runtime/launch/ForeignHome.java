package dev.jug.runtime.launch;

import dev.jug.runtime.HostCommand;
import dev.jug.runtime.RuntimeHandler.Foreign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container of another runtime in its state directory: a note who made it, its bundle, and what
 * the runtime itself keeps of it. All of it goes with the directory.
 *
 * @param state the container's state directory
 * @param id the container's
 * @param handler who makes and ends it
 */
record ForeignHome(Path state, String id, Foreign handler) {
  /** What the runtime finds its own programs by; it needs nothing else of ours. */
  private static final List<String> ENVIRONMENT =
      List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

  private static final String NOTE = "runtime";
  private static final String STARTED = "runtime.started";

  /** The one in a state directory; empty if no other runtime has made the container. */
  static Optional<ForeignHome> in(Path state) {
    var note = state.resolve(NOTE);
    if (!Files.exists(note)) {
      return Optional.empty();
    }
    try {
      var lines = Files.readAllLines(note);
      return Optional.of(
          new ForeignHome(
              state,
              lines.get(0),
              new Foreign(lines.get(1), lines.get(2), lines.subList(3, lines.size()))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read who made the container: " + note, e);
    }
  }

  /**
   * Notes who makes it, before anything is made, and writes the bundle.
   *
   * @param config its {@code config.json}
   */
  void prepare(byte[] config) throws IOException {
    var lines = new ArrayList<>(List.of(id, handler.name(), handler.program()));
    lines.addAll(handler.arguments());
    var draft = state.resolve(NOTE + ".new");
    Files.write(draft, lines);
    Files.move(draft, state.resolve(NOTE));
    Files.createDirectories(rootfs());
    Files.write(bundle().resolve("config.json"), config);
  }

  /** Notes that its program was started. */
  void started() throws IOException {
    Files.createFile(state.resolve(STARTED));
  }

  /** Whether its program was started, as far as anybody was told. */
  boolean wasStarted() {
    return Files.exists(state.resolve(STARTED));
  }

  /** What its monitor left of a process that nobody was told of. */
  void forgetExit() {
    try {
      Files.deleteIfExists(state.resolve("exit"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory with its {@code config.json}. */
  Path bundle() {
    return state.resolve("bundle");
  }

  /** Where its root is mounted, in a namespace of its own. */
  Path rootfs() {
    return bundle().resolve("rootfs");
  }

  /**
   * A command of the runtime.
   *
   * @param log where the runtime is to say what goes wrong
   */
  HostCommand command(Path log, List<String> words) {
    var all = new ArrayList<>(List.of(handler.program()));
    all.addAll(handler.arguments());
    all.addAll(List.of("--root", state.resolve("kept").toString()));
    all.addAll(List.of("--log", log.toString(), "--log-format", "json"));
    all.addAll(words);
    return new HostCommand(all, ENVIRONMENT, bundle());
  }
}
