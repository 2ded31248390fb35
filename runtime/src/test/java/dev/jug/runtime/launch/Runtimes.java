package dev.jug.runtime.launch;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Cgroups;
import java.nio.file.Files;
import java.nio.file.Path;

/** A runtime with a corner of its own in the cgroup hierarchies. */
final class Runtimes {
  private static final Path LAUNCHER = Path.of("../native/build/jug-launcher").toAbsolutePath();

  private Runtimes() {}

  /** The group under which containers lie that do not say where. */
  static String parent() {
    return "/jug-test-" + ProcessHandle.current().pid();
  }

  static LaunchingRuntime open() {
    return open(CommandLimits.USUAL);
  }

  static LaunchingRuntime open(CommandLimits limits) {
    assumeTrue(Files.isExecutable(LAUNCHER), "the launcher is not built: make -C native");
    return new LaunchingRuntime(LAUNCHER, 2, new Cgroups(CgroupLayout.detect()), parent(), limits);
  }
}
