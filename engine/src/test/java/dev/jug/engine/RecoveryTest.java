package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.view.ContainerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  @TempDir Path directory;
  private EngineFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private Container again(Container container) {
    return fixture.reopen().container(container.id());
  }

  /** What an engine that dies between a start and the record of it leaves behind. */
  private void recordAsOf(Container container, byte[] earlier) throws IOException {
    var file = fixture.stateOf(container).resolve("container.json");
    fixture.engine.close();
    Files.write(file, earlier);
  }

  @Test
  void oneThatRunsIsFoundRunningAndItsEndIsSeen() {
    var before = fixture.started(fixture.request().name("web").build());
    var after = again(before);
    assertThat(after.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(after.name()).isEqualTo("web");
    assertThat(fixture.engine.busy()).isTrue();
    fixture.process(before).end(5);
    assertThat(after.await()).isEqualTo(5);
  }

  @Test
  void aRecordThatIsTrueIsNotWrittenAgain() throws Exception {
    var container = fixture.started(fixture.request().build());
    fixture.engine.close();
    var file = fixture.stateOf(container).resolve("container.json");
    var before = Files.getAttribute(file, "unix:ino");
    again(container);
    fixture.engine.close();
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
  }

  @Test
  void manyAreEachFoundAsTheyAre() {
    var all = new ArrayList<Container>();
    for (int number = 0; number < 60; number++) {
      all.add(fixture.started(fixture.request().name("many" + number).build()));
    }
    fixture.engine.close();
    for (int number = 0; number < 60; number += 3) {
      fixture.process(all.get(number)).end(number);
    }
    fixture.reopen();
    for (int number = 0; number < 60; number++) {
      var found = fixture.engine.container("many" + number);
      assertThat(found.id()).isEqualTo(all.get(number).id());
      if (number % 3 == 0) {
        assertThat(found.await()).isEqualTo(number);
      } else {
        assertThat(found.status()).isEqualTo(ContainerStatus.RUNNING);
      }
    }
  }

  @Test
  void oneThatStartedBehindTheRecordsBackIsFound() throws Exception {
    var container = fixture.engine.create(fixture.request().build());
    var created = Files.readAllBytes(fixture.stateOf(container).resolve("container.json"));
    container.start(Optional.empty());
    recordAsOf(container, created);
    var after = again(container);
    assertThat(after.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(after.inspect().state().pid()).isEqualTo(fixture.process(container).pid());
  }

  @Test
  void anEndThatNobodySawIsCollected() {
    var container = fixture.started(fixture.request().build());
    fixture.engine.close();
    fixture.process(container).end(7);
    var after = again(container);
    assertThat(after.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(after.await()).isEqualTo(7);
    assertThat(fixture.runOf(container)).doesNotExist();
  }

  @Test
  void oneWhoseMachineRestartedHasEndedWith255() throws Exception {
    var container = fixture.started(fixture.request().build());
    fixture.engine.close();
    fixture.process(container).vanish();
    dev.jug.linux.fs.Tree.delete(fixture.runOf(container));
    var after = again(container);
    assertThat(after.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(after.await()).isEqualTo(255);
    assertThat(after.inspect().state().error()).isNotEmpty();
    assertThat(again(container).await()).isEqualTo(255);
  }

  @Test
  void oneThatWasToGoAtItsEndGoes() throws Exception {
    var container = fixture.started(fixture.request().autoRemove(true).build());
    fixture.engine.close();
    fixture.process(container).end(0);
    fixture.reopen();
    assertThat(fixture.engine.containers()).isEmpty();
    assertThat(fixture.leftovers()).isEmpty();
    assertThat(fixture.machine.released).contains(container.id());
  }

  @Test
  void oneThatNobodyWillEverStartGoes() throws Exception {
    fixture.engine.create(fixture.request().startsAtOnce(true).build());
    fixture.engine.create(fixture.request().startsAtOnce(true).autoRemove(true).build());
    var kept = fixture.engine.create(fixture.request().build());
    fixture.reopen();
    assertThat(fixture.engine.containers()).extracting(Container::id).containsExactly(kept.id());
  }

  @Test
  void oneThatWasStartedAtOnceAndEndedStays() {
    var container = fixture.started(fixture.request().startsAtOnce(true).build());
    fixture.engine.close();
    fixture.process(container).end(3);
    assertThat(again(container).await()).isEqualTo(3);
    assertThat(again(container).await()).isEqualTo(3);
  }

  @Test
  void whatWasHalfMadeOrHalfRemovedGoes() throws Exception {
    var id = "ab".repeat(32);
    var half = fixture.state.resolve("containers").resolve(id);
    Files.createDirectories(half.resolve("upper/etc"));
    Files.createDirectories(
        fixture.run.resolve("live/containers/" + id.substring(0, 12) + "/exec/1"));
    Files.createDirectories(fixture.run.resolve("live/containers/cdcdcdcdcdcd"));
    fixture.reopen();
    assertThat(fixture.leftovers()).isEmpty();
    assertThat(fixture.machine.released).contains(id);
  }

  @Test
  void aRecordThatCannotBeReadIsLeftAlone() throws Exception {
    var container = fixture.engine.create(fixture.request().build());
    var file = fixture.stateOf(container).resolve("container.json");
    fixture.engine.close();
    Files.writeString(file, "{ broken");
    fixture.reopen();
    assertThat(fixture.engine.containers()).isEmpty();
    assertThat(file).hasContent("{ broken");
  }

  @Test
  void openingTwiceChangesNothing() {
    var made = fixture.engine.create(fixture.request().name("aa").build());
    var running = fixture.started(fixture.request().name("bb").build());
    fixture.reopen();
    fixture.reopen();
    assertThat(fixture.engine.container("aa").status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(fixture.engine.container("bb").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(fixture.engine.container("aa").id()).isEqualTo(made.id());
    assertThat(fixture.engine.container("bb").id()).isEqualTo(running.id());
  }
}
