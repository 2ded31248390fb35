package dev.jug.engine;

import static dev.jug.engine.EngineFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.FakeRuntime.FakeProcess;
import dev.jug.engine.health.Health;
import dev.jug.engine.health.HealthStatus;
import dev.jug.oci.image.Healthcheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthWatchTest {
  private static final long SOON = Duration.ofMillis(5).toNanos();
  private static final long NEVER = Duration.ofHours(1).toNanos();

  @TempDir Path directory;
  private EngineFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
  }

  /** A check that is on its way must not meet the directories' removal. */
  @AfterEach
  void close() throws IOException {
    fixture.engine.containers().forEach(container -> container.remove(true));
    fixture.close();
  }

  private Container started(long timeout) {
    var check = new Healthcheck(List.of("CMD", "check"), SOON, timeout, 0, 0, 2);
    return fixture.started(fixture.request().health(check).build());
  }

  /** The process of a check, once it runs. */
  private FakeProcess probe(int number) throws Exception {
    eventually(() -> fixture.machine.executed.size() >= number);
    var state = fixture.machine.executed.get(number - 1).state();
    eventually(() -> fixture.machine.process(state) != null);
    return fixture.machine.process(state);
  }

  private static Health health(Container container) {
    return Objects.requireNonNull(container.inspect().state().health());
  }

  @Test
  void itIsCheckedAgainAndAgain() throws Exception {
    var names = Collections.synchronizedList(new ArrayList<String>());
    fixture.engine.events().subscribe(event -> names.add(event.name()));
    var container = started(NEVER);
    assertThat(health(container)).isEqualTo(Health.starting());
    probe(1).say("well");
    probe(1).end(0);
    eventually(() -> health(container).status() == HealthStatus.HEALTHY);
    assertThat(health(container).log().getFirst().output()).isEqualTo("well");
    probe(2).end(1);
    probe(3).end(1);
    eventually(() -> health(container).status() == HealthStatus.UNHEALTHY);
    assertThat(health(container).log())
        .extracting(Health.Result::exitCode)
        .containsExactly(0, 1, 1);
    eventually(() -> names.contains("health_status: unhealthy"));
    assertThat(names).contains("health_status: healthy", "exec_create: check");
  }

  @Test
  void aCheckThatTakesTooLongHasFailed() throws Exception {
    var container = started(Duration.ofMillis(10).toNanos());
    eventually(() -> !health(container).log().isEmpty());
    var result = health(container).log().getFirst();
    assertThat(result.exitCode()).isEqualTo(-1);
    assertThat(result.output()).isEqualTo("Health check exceeded timeout (10ms)");
    eventually(() -> health(container).status() == HealthStatus.UNHEALTHY);
  }

  @Test
  void theNextEngineGoesOnWithWhatIsKnown() throws Exception {
    var container = started(NEVER);
    probe(1).end(0);
    eventually(() -> health(container).status() == HealthStatus.HEALTHY);
    fixture.engine.close();
    int done = fixture.machine.executed.size();
    var again = fixture.reopen().container(container.id());
    assertThat(health(again).status()).isEqualTo(HealthStatus.HEALTHY);
    assertThat(health(again).log()).isNotEmpty();
    eventually(() -> fixture.machine.executed.size() > done);
  }

  @Test
  void aPausedOneIsNotChecked() throws Exception {
    var container = started(NEVER);
    container.pause();
    container.unpause();
    probe(1).end(1);
    container.pause();
    eventually(() -> health(container).log().size() == 1);
    assertThat(health(container).failingStreak()).isEqualTo(1);
  }

  @Test
  void oneWithoutACheckHasNoHealth() {
    var container = fixture.started(fixture.request().build());
    assertThat(container.inspect().state().health()).isNull();
    assertThat(container.inspect().json()).doesNotContain("Health");
    var none = new Healthcheck(List.of("NONE"), 0, 0, 0, 0, 0);
    assertThat(fixture.started(fixture.request().health(none).build()).inspect().state().health())
        .isNull();
  }

  /** As if the clock had been set back by a day since it was started. */
  private void startedTomorrow(Container container) throws IOException {
    var file = fixture.stateOf(container).resolve("container.json");
    fixture.engine.close();
    var record = Files.readString(file);
    var started = container.inspect().state().startedAt();
    assertThat(record).contains(started.toString());
    Files.writeString(
        file, record.replace(started.toString(), started.plus(Duration.ofDays(1)).toString()));
  }

  @Test
  void aClockThatIsSetBackDoesNotMakeTheStartLast() throws Exception {
    long period = Duration.ofMillis(30).toNanos();
    var check = new Healthcheck(List.of("CMD", "check"), SOON, NEVER, period, SOON, 1);
    var container = fixture.started(fixture.request().health(check).build());
    startedTomorrow(container);
    int done = fixture.machine.executed.size();
    var again = fixture.reopen().container(container.id());
    for (int number = done + 1; health(again).status() == HealthStatus.STARTING; number++) {
      assertThat(number).isLessThan(done + 100);
      probe(number).end(1);
    }
    assertThat(health(again).status()).isEqualTo(HealthStatus.UNHEALTHY);
  }
}
