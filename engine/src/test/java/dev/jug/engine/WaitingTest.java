package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.view.ContainerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingTest {
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

  /** Somebody who waits already. */
  private static CompletableFuture<Integer> waiting(Container container, WaitCondition condition)
      throws Exception {
    var code = new CompletableFuture<Integer>();
    var thread = Thread.startVirtualThread(() -> code.complete(container.end(condition).join()));
    EngineFixture.eventually(() -> thread.getState() == Thread.State.WAITING || code.isDone());
    return code;
  }

  private static int soon(CompletableFuture<Integer> code) throws Exception {
    return code.get(5, TimeUnit.SECONDS);
  }

  @Test
  void oneThatDoesNotRunIsNotWaitedFor() {
    var container = fixture.engine.create(fixture.request().build());
    assertThat(container.end(WaitCondition.NOT_RUNNING).join()).isZero();
  }

  @Test
  void theNextEndIsThatOfTheNextRun() throws Exception {
    var container = fixture.started(fixture.request().build());
    fixture.process(container).end(1);
    container.await();
    var next = waiting(container, WaitCondition.NEXT_EXIT);
    assertThat(next).isNotDone();
    container.start(Optional.empty());
    fixture.process(container).end(2);
    assertThat(soon(next)).isEqualTo(2);
  }

  @Test
  void anEndThatIsFollowedByARestartIsNone() throws Exception {
    var policy = RestartPolicy.parse("on-failure");
    var container = fixture.started(fixture.request().restart(policy).build());
    var stopped = waiting(container, WaitCondition.NOT_RUNNING);
    var first = fixture.process(container);
    first.end(1);
    EngineFixture.eventually(() -> container.inspect().restartCount() == 1);
    EngineFixture.eventually(() -> container.status() == ContainerStatus.RUNNING);
    assertThat(stopped).isNotDone();
    fixture.process(container).end(0);
    assertThat(soon(stopped)).isZero();
  }

  @Test
  void aRemovalIsWaitedForUntilNothingIsLeft() throws Exception {
    var container = fixture.started(fixture.request().build());
    var removed = waiting(container, WaitCondition.REMOVED);
    fixture.process(container).end(3);
    container.await();
    assertThat(removed).isNotDone();
    container.remove(false);
    assertThat(soon(removed)).isEqualTo(3);
    assertThat(container.end(WaitCondition.NEXT_EXIT).join()).isEqualTo(3);
  }

  @Test
  void oneThatRemovesItselfIsGoneByThen() throws Exception {
    var container = fixture.started(fixture.request().autoRemove(true).build());
    var removed = waiting(container, WaitCondition.REMOVED);
    fixture.process(container).end(4);
    assertThat(soon(removed)).isEqualTo(4);
    assertThat(fixture.engine.containers()).isEmpty();
    assertThat(Files.exists(fixture.runOf(container))).isFalse();
    assertThat(container.end(WaitCondition.REMOVED).join()).isEqualTo(4);
  }

  @Test
  void whoWaitsForARemovalDoesNotWaitForTheDiskButTheEnginesEndDoes() throws Exception {
    var container = fixture.started(fixture.request().autoRemove(true).build());
    var told =
        container
            .end(WaitCondition.REMOVED)
            .thenApply(_ -> Files.exists(fixture.stateOf(container)));
    fixture.process(container).end(0);
    assertThat(told.get(5, TimeUnit.SECONDS)).isTrue();
    fixture.engine.close();
    assertThat(Files.exists(fixture.stateOf(container))).isFalse();
  }

  @Test
  void conditionsHaveDockersWords() {
    assertThat(WaitCondition.parse("")).isEqualTo(WaitCondition.NOT_RUNNING);
    assertThat(WaitCondition.parse("next-exit")).isEqualTo(WaitCondition.NEXT_EXIT);
    assertThat(WaitCondition.parse("removed")).isEqualTo(WaitCondition.REMOVED);
    assertThatThrownBy(() -> WaitCondition.parse("bored")).isInstanceOf(Invalid.class);
  }
}
