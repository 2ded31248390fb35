package dev.jug.runtime.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine with another kernel, in which test classes run. */
final class OtherKernel {
  private static final Path ROOT = Path.of(System.getProperty("jug.root", ".."));
  private static final Path MACHINE = ROOT.resolve("../shared/testvm/run").normalize();
  private static final String SECONDS = "480";

  private OtherKernel() {}

  /**
   * Boots it, runs a script in the directory of this module, and shuts it down.
   *
   * @param options of the machine
   * @param script its arguments are the command that runs the test classes named behind it
   * @return what it printed
   */
  static String run(List<String> options, String script) throws IOException {
    var command = new ArrayList<>(List.of(MACHINE.toString(), "--timeout", SECONDS));
    command.addAll(options);
    command.addAll(List.of("bookworm", "--", "sh", "-c", "cd runtime\n" + script, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
    command.add(RingMain.class.getName());
    return output(command);
  }

  private static String classPath() {
    var modules = System.getProperty("jdk.module.path", "");
    return System.getProperty("java.class.path") + ":" + modules;
  }

  private static String output(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroy();
    }
  }
}
