package dev.jug.app.network;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Another host: a network namespace at the end of a cable, whose way to everything leads through
 * this host.
 */
final class Outside implements AutoCloseable {
  /** This host's address on the cable. */
  static final String HERE = "198.18.77.1";

  /** The other host's. */
  static final String THERE = "198.18.77.2";

  static final String HERE_6 = "fd77::1";
  static final String THERE_6 = "fd77::2";

  private final String name = "jugt-" + ProcessHandle.current().pid();
  private final String cable = "jugt" + ProcessHandle.current().pid() % 1_000_000;
  private final List<Process> running = new ArrayList<>();
  private final Path notes;
  private final Function<String[], Result> host;

  /**
   * Makes it.
   *
   * @param folder for its notes
   */
  Outside(Path folder) {
    this(folder, Outside::here);
  }

  /**
   * Makes it beside another host than this one.
   *
   * @param folder for its notes
   */
  Outside(Path folder, Host host) {
    this(folder, host::run);
  }

  private Outside(Path folder, Function<String[], Result> host) {
    this.host = host;
    notes = folder.resolve("visitors");
    ip("netns", "add", name);
    ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name);
    ip("addr", "add", HERE + "/24", "dev", cable);
    ip("addr", "add", HERE_6 + "/64", "dev", cable, "nodad");
    ip("link", "set", cable, "up");
    there("ip", "link", "set", "lo", "up");
    there("ip", "addr", "add", THERE + "/24", "dev", "eth0");
    there("ip", "addr", "add", THERE_6 + "/64", "dev", "eth0", "nodad");
    there("ip", "link", "set", "eth0", "up");
    there("ip", "route", "add", "default", "via", HERE);
    there("ip", "-6", "route", "add", "default", "via", HERE_6);
  }

  /** This host's end of the cable. */
  String device() {
    return cable;
  }

  /** One more address on each end of the cable, in a network of 256. */
  void has(String here, String there) {
    ip("addr", "add", here + "/24", "dev", cable);
    there("ip", "addr", "add", there + "/24", "dev", "eth0");
  }

  private void ip(String... words) {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    host.apply(command.toArray(String[]::new)).ok();
  }

  private static Result here(String... words) {
    return finish(begin(List.of(words)));
  }

  private static Process begin(List<String> command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result finish(Process process) {
    return Jug.finish(process, new byte[0]);
  }

  private List<String> inside(String... words) {
    var command = new ArrayList<>(List.of("ip", "netns", "exec", name));
    command.addAll(List.of(words));
    return command;
  }

  private void there(String... words) {
    run(words).ok();
  }

  /** Runs a command on the other host. */
  Result run(String... words) {
    return finish(begin(inside(words)));
  }

  /** What a web server says to the other host; empty if nobody answers. */
  String get(String address, int port) {
    return Web.body(run("busybox", "sh", "-c", Web.request(address, port)).out());
  }

  /** A web server on the other host, which notes who asks. */
  void serve(int port) {
    var words =
        inside(
            "busybox",
            "httpd",
            "-f",
            "-vv",
            "-p",
            Integer.toString(port),
            "-h",
            "/proc/sys/kernel");
    try {
      running.add(new ProcessBuilder(words).redirectError(notes.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who asked the web server. */
  String visitors() {
    try {
      return Files.readString(notes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (var process : running) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    ip("link", "del", cable);
    ip("netns", "del", name);
  }
}
