package dev.jug.app.command;

import dev.jug.testkit.BusyboxRootfs;
import java.util.ArrayList;
import java.util.List;

/** An engine with resource containers, for tests of them; gone with all it has when closed. */
final class ResourceBox implements AutoCloseable {
  /** Uses a processor as long as it may. */
  static final String SPIN = "while :; do :; done";

  private final Jug jug = new Jug();
  private final String rootfs = BusyboxRootfs.shared().toString();

  Jug jug() {
    return jug;
  }

  String rc(String... words) {
    return jug.run(words(List.of("rc"), words)).text();
  }

  Jug.Result tryRc(String... words) {
    return jug.run(words(List.of("rc"), words));
  }

  private static String[] words(List<String> first, String... more) {
    var all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /** A container that runs a script. */
  void box(String name, String script, String... options) {
    var command = new ArrayList<>(List.of("run", "-d", "--name", name));
    command.addAll(List.of(options));
    command.addAll(List.of("--rootfs", rootfs, "sh", "-c", script));
    jug.run(command.toArray(String[]::new)).ok();
  }

  /** The same in the foreground, gone afterwards. */
  Jug.Result once(String script, String... options) {
    var command = new ArrayList<>(List.of("run", "--rm"));
    command.addAll(List.of(options));
    command.addAll(List.of("--rootfs", rootfs, "sh", "-c", script));
    return jug.run(command.toArray(String[]::new));
  }

  /** A number of a bill. */
  long bill(String name, String field) {
    return Long.parseLong(rc("stats", "--no-stream", "--format", "{{." + field + "}}", name));
  }

  /** Nanoseconds of processor time that are used within so many milliseconds. */
  long[] cpuWithin(long millis, String... names) throws InterruptedException {
    var before = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      before[i] = bill(names[i], "CPUTotal");
    }
    Thread.sleep(millis);
    var used = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      used[i] = bill(names[i], "CPUTotal") - before[i];
    }
    return used;
  }

  /** Nothing is left in any of them, and none. */
  void clear() {
    jug.run("ps", "-aq").out().lines().forEach(id -> jug.run("rm", "-f", id).ok());
    rc("ls", "-q")
        .lines()
        .filter(name -> !name.isEmpty() && !name.contains("/"))
        .forEach(name -> rc("rm", "-f", name));
  }

  @Override
  public void close() {
    jug.close();
  }
}
