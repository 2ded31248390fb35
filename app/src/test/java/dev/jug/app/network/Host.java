package dev.jug.app.network;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.app.docker.Docker;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.ns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A host for an engine whose rules are in some part of the kernel: this one for nf_tables; else a
 * network namespace, for what iptables leaves behind cannot be taken away from this one.
 */
final class Host implements AutoCloseable {
  private final String namespace = "jugf-" + ProcessHandle.current().pid();
  private final Rules rules;
  private final List<String> within = new ArrayList<>();
  private final Docker engine;

  /**
   * Makes it.
   *
   * @param folder for the client's files
   */
  Host(Path folder, Rules rules) {
    this.rules = rules;
    if (!rules.areNft()) {
      finish(List.of("ip", "netns", "add", namespace)).ok();
      within.addAll(List.of("nsenter", "--net=/run/netns/" + namespace));
      run("ip", "link", "set", "lo", "up").ok();
    }
    var words = new ArrayList<>(within);
    words.addAll(rules.environment(folder));
    engine = new Docker(folder, new Jug(words));
  }

  /** The client of its engine. */
  Docker engine() {
    return engine;
  }

  /** Runs a command on it. */
  Result run(String... words) {
    var command = new ArrayList<>(within);
    command.addAll(List.of(words));
    return finish(command);
  }

  /** Opens a socket on it. */
  <T> T there(Supplier<T> opening) {
    if (rules.areNft()) {
      return opening.get();
    }
    try (var all = Rooted.directory("/run/netns");
        var own = Rooted.open(all, namespace, 0)) {
      return NetworkNamespace.call(own, opening);
    }
  }

  private static Result finish(List<String> command) {
    try {
      return Jug.finish(new ProcessBuilder(command).start(), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    engine.close();
    if (!rules.areNft()) {
      finish(List.of("ip", "netns", "del", namespace)).ok();
    }
  }
}
