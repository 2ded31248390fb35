package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Catalog;
import dev.jug.engine.attack.Climbing;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.io.Listener;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on default containers. */
@Root
@LeakChecked
class AttackTest {
  private static RealEngine real;
  private static Engine engine;
  private static Path directory;
  private static Listener door;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine();
    engine = real.engine();
    directory = real.directory();
    door = Listener.bind(real.run().resolve("engine.sock"));
  }

  @AfterAll
  static void close() throws IOException {
    door.close();
    real.close();
  }

  static ContainerRequestBuilder container() {
    return ContainerRequest.builder(new ContainerImage.Host(false), List.of("sh"));
  }

  static Stream<Attack> attacks() {
    return Catalog.all().stream();
  }

  private static AttackResult run(Attack attack, ContainerRequestBuilder container) {
    return engine.security().attacks().run(attack, container.build());
  }

  @DisplayName("G1: a default container holds against each attack")
  @ParameterizedTest
  @MethodSource("attacks")
  void aDefaultContainerHolds(Attack attack) {
    var result = run(attack, container());
    assertThat(result.through()).as(result.how()).isFalse();
    assertThat(result.fences()).as(result.how()).isNotEmpty();
  }

  /** The others have tests of their own, or the kernel lacks what they are about. */
  static Stream<Attack> openable() {
    return attacks().filter(attack -> Openings.of(attack.name(), directory).isPossible());
  }

  /** Otherwise nobody knew whether the attack would work at all. */
  @DisplayName("G30: an attack works where its fence is open, open_by_handle_at among them")
  @ParameterizedTest
  @MethodSource("openable")
  void anOpenFenceLetsItThrough(Attack attack) {
    var result = run(attack, Openings.of(attack.name(), directory).open(container()));
    assertThat(result.through()).as(result.how()).isTrue();
  }

  private static void bites(String name) {
    var attack = Catalog.named(List.of(name)).getFirst();
    var result = run(attack, Openings.of(name, directory).open(container()));
    assertThat(result.through()).as(result.how()).isTrue();
  }

  @Test
  @Requires("file:/sys/kernel/uevent_helper")
  void aProgramForEventsCanBeNamed() {
    bites("uevent-helper");
  }

  @Test
  @Requires("file:/proc/sysrq-trigger")
  void theMachineCanBeGivenCommands() {
    bites("sysrq");
  }

  @Test
  @Requires("file:/proc/kcore")
  void theKernelsMemoryCanBeRead() {
    bites("kcore");
  }

  @Test
  @Requires("file:/dev/mem")
  void theMachinesMemoryCanBeRead() {
    bites("dev-mem");
  }

  @Test
  @Requires("file:/dev/port")
  void portsOfDevicesCanBeRead() {
    bites("io-ports");
  }

  @Test
  @Requires("file:/proc/modules")
  void modulesCanBeChanged() {
    bites("module");
  }

  @Test
  void aDescriptorThatLeaksIsFound() {
    var leaked = Catalog.named(List.of("leaked-fd")).getFirst();
    try (var root = Rooted.directory("/")) {
      var result = engine.security().attacks().run(leaked, container().build(), List.of(root));
      assertThat(result.through()).as(result.how()).isTrue();
    }
  }

  /** In a root that only chroot made; the container's own was made by pivot_root. */
  @Test
  void aRootOfChrootAloneIsClimbedOutOf() {
    var result = run(Climbing.ATTACK, container());
    assertThat(result.through()).as(result.how()).isTrue();
  }

  @Test
  void nothingIsLeft() throws IOException {
    run(Catalog.all().getFirst(), container());
    assertThat(engine.containers()).isEmpty();
    try (var left = Files.list(real.run())) {
      assertThat(left.map(Path::toString)).noneMatch(path -> path.contains("attack-"));
    }
  }
}
