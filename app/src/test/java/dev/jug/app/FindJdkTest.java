package dev.jug.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for a JDK in the engine's start script. */
class FindJdkTest {
  private static final Path SCRIPT = Path.of("src/main/dist/find-jdk").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void theOneOfJugComesFirst() throws IOException {
    var ours = jdk("ours", "25.0.3");
    var theirs = jdk("theirs", "26");
    assertThat(find(Map.of("JUG_JAVA_HOME", ours, "JAVA_HOME", theirs))).isEqualTo(ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"17.0.15", "1.8.0_402", "24", ""})
  void whatIsTooOldIsPassedOver(String version) throws IOException {
    var old = jdk("old", version);
    var good = jdk("good", "25");
    assertThat(find(Map.of("JUG_JAVA_HOME", old, "JAVA_HOME", good))).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "25.0.1", "25-ea", "30.0.1"})
  void newEnoughIsTaken(String version) throws IOException {
    var good = jdk("good", version);
    assertThat(find(Map.of("JAVA_HOME", good))).isEqualTo(good);
  }

  @Test
  void aLinkOnPathIsFollowed() throws IOException {
    var good = jdk("good", "25");
    var bin = Files.createDirectory(folder.resolve("some bin"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of(good, "bin/java"));
    assertThat(find(Map.of("PATH", "/nowhere:" + bin + ":/usr/bin:/bin"))).isEqualTo(good);
  }

  private String jdk(String name, String version) throws IOException {
    var home = folder.resolve(name + " jdk");
    var java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.createFile(
        java, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(
        home.resolve("release"),
        "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
    return home.toString();
  }

  private static String find(Map<String, String> environment) throws IOException {
    var command = ". " + SCRIPT + "; find_jdk && printf %s \"$jdk\"";
    var builder = new ProcessBuilder("/bin/sh", "-uc", command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    try (var out = builder.start().inputReader()) {
      return out.readAllAsString();
    }
  }
}
