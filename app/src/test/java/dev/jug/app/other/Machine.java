package dev.jug.app.other;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A machine with a security module, in which a script runs that says {@code == NAME} before what it
 * does next.
 */
final class Machine {
  private static final Path ROOT = Path.of(System.getProperty("jug.root", "..")).toAbsolutePath();
  private static final Path RUN = ROOT.resolve("../shared/testvm/run").normalize();
  private static final String SECONDS = "480";

  private Machine() {}

  /**
   * Boots it, runs a script in the project's directory, and shuts it down.
   *
   * @param module of the kernel's, such as {@code apparmor}
   * @param script beside this class
   * @return what was said, errors included, by the names
   */
  static Map<String, String> run(String module, String script) throws IOException {
    return run(List.of("--lsm", module), script);
  }

  /** The same, with options of the machine's. */
  static Map<String, String> run(List<String> options, String script) throws IOException {
    var file = Files.createTempFile(ROOT.resolve("app/target"), "machine", ".sh");
    try (var in = Machine.class.getResourceAsStream(script)) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
      var shell = ROOT.relativize(file).toString();
      var command = new ArrayList<>(List.of(RUN.toString(), "--timeout", SECONDS));
      command.addAll(options);
      command.addAll(List.of("bookworm", "--", "sh", shell));
      return sections(output(command));
    } finally {
      Files.delete(file);
    }
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

  private static Map<String, String> sections(String output) {
    var sections = new TreeMap<String, String>();
    for (var part : output.replace("\0", "").split("== (?=[a-z]+\n)", -1)) {
      var halves = part.split("\n", 2);
      sections.put(halves[0].strip(), halves[halves.length - 1].strip());
    }
    assertThat(sections).as(output).containsKey("end");
    return sections;
  }
}
