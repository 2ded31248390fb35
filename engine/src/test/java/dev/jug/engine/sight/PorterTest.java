package dev.jug.engine.sight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.io.ReadGate;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Root
@LeakChecked
@Timeout(60)
class PorterTest {
  @TempDir Path folder;
  private Machine machine;
  private SightFiles files;
  private Porter porter;

  @BeforeEach
  void open() throws IOException {
    machine = new Machine(folder.resolve("machine"));
    files = SightFiles.of(folder);
    var contents = new EnumMap<SeenFile, byte[]>(SeenFile.class);
    contents.put(SeenFile.ONLINE, "old\n".getBytes(UTF_8));
    contents.put(SeenFile.UPTIME, "a long line that is to be gone\n".getBytes(UTF_8));
    files.write(contents, 0);
    porter = new Porter(ReadGate.open());
    porter.start();
  }

  @AfterEach
  void close() {
    porter.close();
  }

  private void guard(SeenFile file, Facts facts) {
    porter.guard(new Porter.Door(files, file, new Mirror(facts, Instant.EPOCH)));
  }

  /** By another process, for this one would not be stopped while it waits. */
  private String read(SeenFile file) throws IOException {
    var reader = new ProcessBuilder("cat", files.path(file).toString()).start();
    return new String(reader.getInputStream().readAllBytes(), UTF_8);
  }

  @Test
  void whoReadsReadsHowItIsNow() throws IOException, InterruptedException {
    guard(SeenFile.ONLINE, machine.facts(true));
    guard(SeenFile.UPTIME, machine.facts(true));
    assertThat(read(SeenFile.ONLINE)).isEqualTo("0-3\n");
    assertThat(read(SeenFile.UPTIME)).as("nothing of what was longer").isEqualTo("100.00 389.99\n");

    Machine.put(machine.group(true), "cpuset.cpus.effective", "2\n");
    Thread.sleep(150);
    assertThat(read(SeenFile.ONLINE)).isEqualTo("2\n");
  }

  @Test
  void whatCannotBeToldIsWhatWasSaidLast() throws IOException {
    guard(SeenFile.ONLINE, machine.facts(true));
    Machine.put(machine.group(true), "cpuset.cpus.effective", "nonsense\n");
    assertThat(read(SeenFile.ONLINE)).isEqualTo("old\n");
  }

  @Test
  void whoIsForgottenIsNotWrittenAnyMore() throws IOException {
    guard(SeenFile.ONLINE, machine.facts(true));
    porter.forget(files);
    assertThat(read(SeenFile.ONLINE)).isEqualTo("old\n");
  }

  @Test
  void aKernelThatKeepsTheEngineKeepsNoReader() throws IOException, InterruptedException {
    var kept = new CountDownLatch(1);
    Function<String, Optional<StatsDirectory>> never =
        _ -> {
          try {
            kept.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Optional.empty();
        };
    guard(SeenFile.ONLINE, new Facts(never, machine.folder(), 0));
    guard(SeenFile.UPTIME, machine.facts(true));
    try {
      long begun = System.nanoTime();
      assertThat(read(SeenFile.ONLINE)).isEqualTo("old\n");
      assertThat(read(SeenFile.UPTIME)).startsWith("a long line");
      assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(5));
    } finally {
      kept.countDown();
    }
  }
}
