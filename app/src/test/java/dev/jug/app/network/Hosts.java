package dev.jug.app.network;

import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two hosts with an engine each: network namespaces, joined by a cable. Beside it each has nothing
 * but a loopback.
 */
final class Hosts implements AutoCloseable {
  /** What a host has of the cable between them, by its number. */
  static final String ADDRESS = "198.19.7.";

  static final String ADDRESS_6 = "fd19::";

  /** Where it is on, rules for packets hide what bridges do by themselves. */
  private static final String FILTERED = "/proc/sys/net/bridge/bridge-nf-call-ip*tables";

  private final String name = "jugh-" + ProcessHandle.current().pid() + "-";
  private final List<Docker> engines = new ArrayList<>();

  /**
   * Makes them.
   *
   * @param folder for the clients' files
   */
  Hosts(Path folder) {
    for (int number = 1; number <= 2; number++) {
      ip("netns", "add", name + number);
      ip("-n", name + number, "link", "set", "lo", "up");
    }
    ip("link", "add", "eth0", "netns", name + 1, "type", "veth", "peer", "eth0", "netns", name + 2);
    for (int number = 1; number <= 2; number++) {
      var host = name + number;
      ip("-n", host, "addr", "add", ADDRESS + number + "/24", "dev", "eth0");
      ip("-n", host, "addr", "add", ADDRESS_6 + number + "/64", "dev", "eth0", "nodad");
      ip("-n", host, "link", "set", "eth0", "up");
      run(
          within(number),
          "sh",
          "-c",
          "for f in " + FILTERED + "; do [ ! -e $f ] || echo 0 >$f; done");
      engines.add(new Docker(folder(folder, number), new Jug(within(number))));
    }
  }

  private static Path folder(Path folder, int number) {
    try {
      return Files.createDirectory(folder.resolve("host" + number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> within(int number) {
    return List.of("nsenter", "--net=/run/netns/" + name + number);
  }

  private static void ip(String... words) {
    run(List.of("ip"), words);
  }

  private static Jug.Result run(List<String> before, String... words) {
    var command = new ArrayList<>(before);
    command.addAll(List.of(words));
    try {
      return Jug.finish(new ProcessBuilder(command).start(), new byte[0]).ok();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The client of a host's engine; the first is number 1. */
  Docker engine(int number) {
    return engines.get(number - 1);
  }

  /** What a command on a host says. */
  String on(int number, String... words) {
    return run(within(number), words).text();
  }

  @Override
  public void close() {
    for (var engine : engines) {
      engine.run("ps", "-aq").out().lines().forEach(id -> engine.run("rm", "-f", id).ok());
      engine.run("network", "prune", "-f").ok();
      engine.close();
    }
    for (int number = 1; number <= 2; number++) {
      ip("netns", "del", name + number);
    }
  }
}
