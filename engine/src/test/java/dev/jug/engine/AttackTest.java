package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Catalog;
import dev.jug.engine.attack.Fence;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.linux.fs.Tree;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on default containers. */
@Root
@LeakChecked
class AttackTest {
  private static Path directory;
  private static Engine engine;

  @BeforeAll
  static void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("/run"), "jug");
    var config = new EngineConfig(directory.resolve("s"), directory.resolve("r"));
    var launcher = Path.of(System.getProperty("jug.root"), "native/build/jug-launcher");
    engine = Engine.open(config, launcher, 0);
  }

  @AfterAll
  static void close() throws IOException {
    engine.containers().forEach(container -> container.remove(true));
    engine.close();
    Tree.delete(directory);
  }

  static ContainerRequestBuilder container() {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"));
  }

  static Stream<Attack> attacks() {
    return Catalog.all().stream();
  }

  private static AttackResult run(Attack attack) {
    var result = engine.attacks().run(attack, container().build());
    System.err.println(attack.name() + " " + result.through() + " " + result.how() + " "
        + result.fences().stream().map(Fence::shown).toList());
    return result;
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aDefaultContainerHolds(Attack attack) {
    var result = run(attack);
    assertThat(result.through()).as(result.how()).isFalse();
    assertThat(result.fences()).isNotEmpty();
  }
}
