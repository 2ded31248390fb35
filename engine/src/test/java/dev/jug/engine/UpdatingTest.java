package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdatingTest {
  private static final long MIB = 1 << 20;

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

  private static ResourceOptions memory(@Nullable Long memory, @Nullable Long swap) {
    return new ResourceOptions(memory, swap, null, null, null, null, null, null, null, null);
  }

  private static ResourceOptions processor(
      @Nullable Long nano, @Nullable Long shares, @Nullable Long quota) {
    return new ResourceOptions(null, null, null, nano, shares, quota, null, null, null, null);
  }

  private static void update(Container container, ResourceOptions resources) {
    container.update(new UpdateRequest(resources, null));
  }

  private Resources written(Container container) {
    return fixture.machine.groups.get(container.id()).updates.getLast();
  }

  @Test
  void aRunningOneHasItAtOnceAndAtItsNextStart() {
    var limits = processor(null, 100L, null).orElse(memory(64 * MIB, null));
    var container = fixture.started(fixture.request().resources(limits).build());
    update(container, memory(128 * MIB, null));
    assertThat(written(container).memory().limit()).isEqualTo(128 * MIB);
    assertThat(written(container).cpu()).isNull();
    var again = fixture.reopen().container(container.id());
    var view = again.inspect().hostConfig();
    assertThat(view.memory()).isEqualTo(128 * MIB);
    assertThat(view.cpuShares()).isEqualTo(100);
    again.restart(StopRequest.USUAL);
    var resources = fixture.machine.launched.getLast().spec().linux().resources();
    assertThat(resources.memory().limit()).isEqualTo(128 * MIB);
  }

  @Test
  void oneThatDoesNotRunHasItWhenItStarts() {
    var container = fixture.engine.create(fixture.request().build());
    update(container, processor(500_000_000L, null, null));
    assertThat(fixture.machine.groups).doesNotContainKey(container.id());
    container.start(Optional.empty());
    var resources = fixture.machine.launched.getLast().spec().linux().resources();
    assertThat(resources.cpu().quota()).isEqualTo(50_000);
  }

  @Test
  void whatTheKernelRefusesIsNotRecorded() {
    var container = fixture.started(fixture.request().build());
    fixture.machine.group(fixture.machine.launched.getLast()).refusal = new CgroupException("no");
    assertThatThrownBy(() -> update(container, memory(64 * MIB, null)))
        .isInstanceOf(Failed.class)
        .hasMessage("Cannot update container " + container.id() + ": no");
    assertThat(container.inspect().hostConfig().memory()).isZero();
  }

  @Test
  void whatMakesNoSenseWithWhatThereIsIsRefused() {
    var limits = memory(64 * MIB, 80 * MIB).orElse(processor(1_000_000_000L, null, null));
    var container = fixture.engine.create(fixture.request().resources(limits).build());
    assertThatThrownBy(() -> update(container, memory(128 * MIB, null)))
        .isInstanceOf(Invalid.class)
        .hasMessageStartingWith("Memory limit should be smaller than already set memoryswap limit");
    assertThatThrownBy(() -> update(container, processor(null, null, 10_000L)))
        .hasMessage(
            "Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set");
    assertThatThrownBy(() -> update(container, memory(1L, null)))
        .hasMessage("Minimum memory limit allowed is 6MB");
    update(container, memory(128 * MIB, 128 * MIB));
    update(container, memory(0L, 0L));
    assertThat(container.inspect().hostConfig().memorySwap()).isEqualTo(128 * MIB);
  }

  @Test
  void aBucketAndProcessorsTakeEachOthersPlace() {
    var bucket = ResourceOptions.NONE.timed(null, 100_000L, 500_000L, 100_000L);
    var container = fixture.started(fixture.request().resources(bucket).build());

    update(container, processor(500_000_000L, null, null));
    assertThat(written(container).cpu().quota()).isEqualTo(50_000);
    assertThat(written(container).cpu().period()).isEqualTo(100_000);
    assertThat(written(container).cpu().burst()).isZero();
    assertThat(container.inspect().hostConfig().cpuQuota()).isZero();

    update(container, bucket);
    assertThat(written(container).cpu().burst()).isEqualTo(100_000);
    assertThat(container.inspect().hostConfig().nanoCpus()).isZero();

    update(container, processor(null, null, 20_000L));
    assertThat(written(container).cpu().quota()).isEqualTo(20_000);
    assertThat(written(container).cpu().burst()).isZero();
    assertThat(container.inspect().hostConfig().cpuPeriod()).isEqualTo(500_000);
  }

  @Test
  void zeroProcessesMeansAsManyAsItLikes() {
    var limit = new ResourceOptions(null, null, null, null, null, null, null, null, null, 0L);
    var container = fixture.started(fixture.request().build());
    update(container, limit);
    assertThat(written(container).pids().limit()).isEqualTo(-1);
  }

  @Test
  void theRestartPolicyChanges() {
    var container = fixture.started(fixture.request().build());
    container.update(new UpdateRequest(ResourceOptions.NONE, RestartPolicy.parse("on-failure:2")));
    assertThat(container.inspect().hostConfig().restartPolicy().maximumRetryCount()).isEqualTo(2);
    var fleeting = fixture.started(fixture.request().autoRemove(true).build());
    assertThatThrownBy(() ->
            fleeting.update(new UpdateRequest(ResourceOptions.NONE, RestartPolicy.parse("always"))))
        .isInstanceOf(Invalid.class);
  }
}
