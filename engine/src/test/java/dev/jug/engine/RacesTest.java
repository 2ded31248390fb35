package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.attack.AttackResult;
import dev.jug.engine.attack.Catalog;
import dev.jug.engine.attack.Races;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.volume.VolumeFilter;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Races against whoever goes by paths alone, as engines once did: the attacker wins. */
@Root
@LeakChecked
class RacesTest {
  private static RealEngine real;
  private static Engine engine;

  @BeforeAll
  static void open() throws IOException {
    real = new RealEngine();
    engine = real.engine();
  }

  @AfterAll
  static void close() throws IOException {
    real.close();
  }

  private static AttackResult run(String name, Errand errand) {
    var attack = Catalog.named(List.of(name)).getFirst();
    return engine.security().attacks().run(attack, AttackTest.container().build(), errand);
  }

  private static Path inside(Container attacker) {
    var pid = attacker.life().requireRun().process().pid();
    return Path.of("/proc", Integer.toString(pid), "root", Races.PLACE, Races.PART, "canary");
  }

  @Test
  @DisplayName("G30: a cp that goes by the path gives away a file of the host")
  void whoReadsByItsPathReadsTheHosts() {
    var result =
        run("copy-out-race", (attacker, scene) -> scene.isIn(Files.readAllBytes(inside(attacker))));
    assertThat(result.through()).as(result.how()).isTrue();
  }

  @Test
  @DisplayName("G30: a cp that goes by the path overwrites a file of the host")
  void whoWritesByItsPathWritesToTheHost() {
    Errand naive =
        (attacker, scene) -> {
          Files.write(inside(attacker), new byte[Long.BYTES]);
          return !scene.isIn(Files.readAllBytes(scene.canary()));
        };
    var result = run("copy-in-race", naive);
    assertThat(result.through()).as(result.how()).isTrue();
  }

  @Test
  @DisplayName("G30: a mount that goes by the path shows a directory of the host")
  void whoMountsByItsPathMountsTheHosts() {
    Errand naive =
        (attacker, scene) -> {
          var volume = attacker.record().request().storage().volumes().getLast().volume().name();
          var part = engine.volumes().data(volume).resolve(Races.PART);
          var storage = new StorageBuilder().add(BindMount.parse(part + ":" + Errands.SEEN));
          return Errands.sees(engine, storage.build(), scene);
        };
    var result = run("subpath-race", naive);
    assertThat(result.through()).as(result.how()).isTrue();
    assertThat(engine.volumes().list(VolumeFilter.ALL)).isEmpty();
  }
}
