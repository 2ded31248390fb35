package dev.jug.app.command;

import static dev.jug.app.command.ResourceBox.SPIN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Resource containers under load: what the kernel does about them. */
@EndToEnd
class ResourceLoadTest {
  private static final long MILLIS = 2000;
  private static final double NANOS_PER_MILLI = 1e6;

  private static ResourceBox box;

  @BeforeAll
  static void open() {
    box = new ResourceBox();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  @AfterEach
  void clear() {
    box.clear();
  }

  /** On one processor, so that they have something to share. */
  @Test
  @DisplayName("A8: children share their parent's processor 2:1; what one leaves the other gets")
  void childrenShareAndUseWhatIsLeft() throws InterruptedException {
    box.rc("create", "jobs", "--cpuset-cpus", "0");
    box.rc("create", "jobs/big", "--cpu-shares", "1024");
    box.rc("create", "jobs/small", "--cpu-shares", "512");
    box.box("big1", SPIN, "--rc", "jobs/big");
    box.box("small1", SPIN, "--rc", "jobs/small");
    box.box("small2", SPIN, "--rc", "jobs/small");

    var both = box.cpuWithin(MILLIS, "jobs/big", "jobs/small");
    box.jug().run("pause", "big1").ok();
    var alone = box.cpuWithin(MILLIS, "jobs", "jobs/small");

    assertThat((double) both[0] / both[1]).isBetween(1.6, 2.5);
    assertThat((double) alone[1] / alone[0]).isBetween(0.9, 1.05);
    box.jug().run("unpause", "big1").ok();
  }

  @Test
  @DisplayName("A8: the sum of the children does not pass the parent's limit of memory")
  void theParentBoundsTheSum() {
    box.rc("create", "jobs", "-m", "64m", "--memory-swap", "64m");
    box.rc("create", "jobs/one");
    box.rc("create", "jobs/two");
    var take = "dd if=/dev/zero of=/dev/shm/x bs=1M count=40 2>/dev/null && sleep 99";
    box.box("first", take, "--rc", "jobs/one", "--shm-size", "100m");
    Jug.eventually(() -> assertThat(box.bill("jobs/one", "Memory")).isGreaterThan(40_000_000));

    var second = box.once(take, "--rc", "jobs/two", "--shm-size", "100m");

    assertThat(second.code()).isNotZero();
    assertThat(box.bill("jobs", "MemoryPeak")).isBetween(60L << 20, 65L << 20);
    assertThat(box.bill("jobs", "OOMKills")).isPositive();
    assertThat(box.bill("jobs/two", "OOMKills") + box.bill("jobs/one", "OOMKills"))
        .isEqualTo(box.bill("jobs", "OOMKills"));
  }

  @Test
  @DisplayName("A19: in the long run the rate, after a rest a bucket at once")
  void aBucketIsSavedUpAndTheRateHolds() throws InterruptedException {
    box.rc("create", "bucket", "--cpu-tbf", "rate=20%,bucket=200ms");
    box.rc("create", "plain", "--cpus", "0.2");
    box.box("spins", SPIN, "--rc", "bucket");
    Thread.sleep(1000);
    var mean = box.cpuWithin(5000, "bucket");
    box.jug().run("rm", "-f", "spins").ok();
    Thread.sleep(1500);

    long burst = waitsDuring("bucket");
    long steady = waitsDuring("plain");

    assertThat(mean[0] / NANOS_PER_MILLI / 5000).isBetween(0.10, 0.23);
    assertThat(box.bill("bucket", "ThrottledTime")).isPositive();
    assertThat(burst).isZero();
    assertThat(steady).isGreaterThan(2);
  }

  /** How often work that needs some 100 ms of a processor has to wait. */
  private static long waitsDuring(String name) {
    long before = box.bill(name, "ThrottledPeriods");
    var work = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done";
    assertThat(box.tryRc("run", name, "sh", "-c", work).code()).isZero();
    return box.bill(name, "ThrottledPeriods") - before;
  }
}
