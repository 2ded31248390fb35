package dev.jug.image.crash;

import static org.assertj.core.api.Assertions.assertThat;

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
  /** Each replaces a file at least. */
  private static final int FEWEST = 4;

  @TempDir(factory = InMemory.class)
  Path folder;

  @ParameterizedTest
  @CsvSource({
    "PULL,erofs",
    "PULL,overlay",
    "PULL,vfs",
    "REPLACE,erofs",
    "LOAD,erofs",
    "IMPORT,erofs",
    "FAIL,erofs",
    "TAG,erofs",
    "REMOVE,erofs",
    "REMOVE,overlay",
    "PRUNE,erofs",
    "PRUNE,vfs",
    "RECOVER,erofs",
    "RECOVER,overlay"
  })
  void theStoreIsWhole(Operation operation, String driver) throws Exception {
    var inputs = folder.resolve("inputs");
    var store = folder.resolve("store");
    Operation.prepare(inputs);
    operation.fill(store, driver);
    operation.fill(folder.resolve("warm"), driver);
    var victim = start(store, driver, operation, inputs);

    var copies = new Instants(store, Files.createDirectory(folder.resolve("copies"))).watch(victim);

    assertThat(copies).hasSizeGreaterThanOrEqualTo(FEWEST);
    var wrong = new ArrayList<String>();
    for (var copy : copies) {
      wrong.addAll(wrong(copy, driver, operation, inputs));
    }
    assertThat(wrong).isEmpty();
  }

  private Process start(Path store, String driver, Operation operation, Path inputs)
      throws IOException {
    var modules = System.getProperty("jdk.module.path", "");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path") + ":" + modules,
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
}
