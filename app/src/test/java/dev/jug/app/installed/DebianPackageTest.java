package dev.jug.app.installed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.DebianRootfs;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From the sources to a machine that has no Java. */
@Root
@Requires({"command:mmdebstrap", "command:dpkg-deb", "command:unshare"})
class DebianPackageTest {
  private static final Path ROOT = Path.of(System.getProperty("jug.root", "..")).toAbsolutePath();

  @Test
  @Timeout(300)
  void aCleanDebianRunsContainersAndForgetsUs() throws Exception {
    run("./package");
    var life = life(made(".deb"));
    assertThat(section(life, "before")).isEqualTo("neither Java nor Jug");
    assertThat(section(life, "cache")).isEqualTo("there");
    assertThat(section(life, "run")).isEqualTo("hello from a container");
    assertThat(section(life, "java")).endsWith("/usr/lib/jug/runtime/bin/java");
    assertThat(section(life, "runtime")).isEqualTo("jug");
    assertThat(section(life, "left")).isEqualTo("nothing");
  }

  private static Path made(String ending) throws IOException {
    try (var files = Files.list(ROOT.resolve("target/package"))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static String life(Path made) throws IOException, InterruptedException {
    var script = Files.createTempFile("jug-life", ".sh");
    try (var in = DebianPackageTest.class.getResourceAsStream("life.sh")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
      return run(
          "unshare",
          "--mount",
          "--propagation",
          "private",
          "sh",
          script.toString(),
          DebianRootfs.shared().toString(),
          made.toString());
    } finally {
      Files.delete(script);
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (var out = process.getInputStream()) {
      var output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } finally {
      process.destroy();
    }
  }

  private static String section(String life, String name) {
    return Stream.of(life.split("(?m)^== "))
        .filter(part -> part.startsWith(name + "\n"))
        .map(part -> part.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError(life));
  }
}
