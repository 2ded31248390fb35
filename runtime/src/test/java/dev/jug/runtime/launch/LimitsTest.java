package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What limits do to what runs in a container, whichever version of cgroups the machine has. */
@Root
@Requires("busybox")
@LeakChecked
class LimitsTest {
  private static LaunchingRuntime runtime;

  @BeforeAll
  static void start() {
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private record Outcome(String stdout, String stderr, boolean outOfMemory) {}

  private static Outcome run(Resources resources, String script) throws IOException {
    return run(resources, TestSpecs.process("sh", "-c", script));
  }

  private static Outcome run(Resources resources, Process process) throws IOException {
    try (var sandbox = new Sandbox(runtime, TestSpecs.limited(process, resources, null))) {
      var outcome = sandbox.run();
      return new Outcome(outcome.stdout(), outcome.stderr(), runtime.outOfMemory(sandbox.launch()));
    }
  }

  private static Resources memory(long limit) {
    var memory = new Memory(limit, null, null, null, null);
    return new Resources(List.of(), memory, null, null, Map.of());
  }

  @Test
  void whoTakesTooMuchMemoryIsKilledAndThatIsSeen() throws IOException {
    var outcome = run(memory(16 << 20), "dd if=/dev/zero of=/dev/null bs=64M count=1; echo $?");

    assertThat(outcome.stdout()).isEqualTo("137\n");
    assertThat(outcome.outOfMemory()).isTrue();
  }

  @Test
  void whoIsKilledOtherwiseWasNotOutOfMemory() throws IOException {
    var outcome = run(memory(64 << 20), "dd if=/dev/zero of=/dev/null bs=4M count=1; kill -9 $$");

    assertThat(outcome.outOfMemory()).isFalse();
  }

  @Test
  void noMoreProcessesThanAllowed() throws IOException {
    var five = new Resources(List.of(), null, null, new Pids(5), Map.of());
    var outcome = run(five, "for i in 1 2 3 4 5 6 7; do sleep 1 & echo $i; done");

    assertThat(outcome.stdout()).isEqualTo("1\n2\n3\n4\n");
    assertThat(outcome.stderr()).contains("can't fork: Resource temporarily unavailable");
  }

  @Test
  void theQuotaIsWhatTheKernelSays() throws IOException {
    var cpu = new Cpu(1024L, 20_000L, null, 50_000L, "0", null, null);
    var outcome =
        run(
            new Resources(List.of(), null, cpu, null, Map.of()),
            """
            cd /sys/fs/cgroup
            cat cpu.max 2>/dev/null || echo $(cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us)
            cat cpu.weight cpu/cpu.shares 2>/dev/null
            grep Cpus_allowed_list /proc/self/status
            """);

    assertThat(outcome.stdout()).matches("20000 50000\n(100|1024)\nCpus_allowed_list:\\s+0\n");
  }

  /** Number 240:7 belongs to no driver, so who gets past the rules hears ENXIO. */
  private static String devices(DeviceRule... rules) throws IOException {
    var script =
        """
        mknod /dev/one c 240 7 && mknod /dev/other c 240 8 && echo > /dev/null && echo made
        true < /dev/one; true > /dev/one; true < /dev/other
        """;
    var process = TestSpecs.process(false, List.of("CAP_MKNOD"), "sh", "-c", script);
    var outcome = run(new Resources(List.of(rules), null, null, null, Map.of()), process);
    assertThat(outcome.stdout()).isEqualTo("made\n");
    return outcome.stderr().replaceAll("(?m)^sh: can't (open|create) | such device or address", "");
  }

  @Test
  void otherDevicesThanTheDefaultOnesAreForbidden() throws IOException {
    assertThat(devices())
        .isEqualTo(
            """
            /dev/one: Operation not permitted
            /dev/one: Operation not permitted
            /dev/other: Operation not permitted
            """);
  }

  @Test
  void aDeviceIsAllowedForWhatTheRuleSays() throws IOException {
    var nothing = new DeviceRule(false, null, null, null, "rwm");

    assertThat(devices(nothing, new DeviceRule(true, "c", 240L, 7L, "r")))
        .isEqualTo(
            """
            /dev/one: No
            /dev/one: Operation not permitted
            /dev/other: Operation not permitted
            """);
  }

  @Test
  void everythingIsAllowedButOne() throws IOException {
    var everything = new DeviceRule(true, "a", null, null, "rwm");

    assertThat(devices(everything, new DeviceRule(false, "c", 240L, 8L, "rw")))
        .isEqualTo(
            """
            /dev/one: No
            /dev/one: No
            /dev/other: Operation not permitted
            """);
  }
}
