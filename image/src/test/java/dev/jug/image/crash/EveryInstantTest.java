package dev.jug.image.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.fs.Tree;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A store is whole for whoever opens it after a kill at any instant of any operation, and the same
 * operation then succeeds.
 */
@Root
@Requires("command:strace")
class EveryInstantTest {
  @TempDir(factory=Shm.class) Path folder;
  static class Shm implements org.junit.jupiter.api.io.TempDirFactory { public Path createTempDirectory(org.junit.jupiter.api.extension.AnnotatedElementContext e, org.junit.jupiter.api.extension.ExtensionContext x) throws IOException { return Files.createTempDirectory(Path.of("/dev/shm"), "jug"); } }

  @ParameterizedTest
  @CsvSource({
    "PULL, erofs", "PULL, overlay", "PULL, vfs",
    "REPLACE, erofs", "LOAD, erofs", "IMPORT, erofs", "FAIL, erofs", "TAG, erofs",
    "REMOVE, erofs", "REMOVE, overlay", "PRUNE, erofs", "PRUNE, vfs", "RECOVER, erofs",
    "RECOVER, overlay"
  })
  void theStoreIsWhole(Operation operation, String driver) throws Exception {
    var inputs = folder.resolve("inputs");
    var store = folder.resolve("store");
    Operation.prepare(inputs);
    operation.fill(store, driver);
    operation.fill(folder.resolve("warm"), driver);
    var victim = start(store, driver, operation, inputs);
    long began = System.nanoTime();
    var copies = new Instants(store, Files.createDirectory(folder.resolve("copies"))).watch(victim);
    long watched = System.nanoTime();

    var wrong = new ArrayList<String>();
    for (var copy : copies) {
      wrong.addAll(wrong(copy, driver, operation, inputs));
    }

    System.err.printf(
        "%s %s: %d instants, %d ms + %d ms%n",
        operation, driver, copies.size(), (watched - began) / 1_000_000, (System.nanoTime() - watched) / 1_000_000);
    assertThat(copies).hasSizeGreaterThan(3);
    assertThat(wrong).isEmpty();
  }

  private Process start(Path store, String driver, Operation operation, Path inputs)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    return new ProcessBuilder(
            java,
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path") + ":" + System.getProperty("jdk.module.path"),
            "--enable-native-access=ALL-UNNAMED",
            Victim.class.getName(),
            store.toString(),
            driver,
            operation.name(),
            inputs.toString(),
            folder.resolve("warm").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> wrong(Path copy, String driver, Operation operation, Path inputs) {
    var wrong = new ArrayList<String>();
    var name = copy.getFileName().toString();
    try (var images = Operation.open(copy, driver)) {
      images.upkeep().check().forEach(finding -> wrong.add(name + " opened: " + finding));
      operation.run(images, inputs);
      images.upkeep().check().forEach(finding -> wrong.add(name + " done again: " + finding));
      if (!Operation.names(images).equals(operation.after())) {
        wrong.add(name + " has " + Operation.names(images));
      }
    } catch (IOException | RuntimeException e) {
      wrong.add(name + ": " + e);
    }
    return wrong;
  }

  void unused() throws IOException {
    Tree.delete(folder);
  }
}
