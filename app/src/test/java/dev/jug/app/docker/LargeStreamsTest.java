package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than anybody keeps in memory goes through a container and comes back whole, while engine and
 * monitor stay as small as they were. {@code -Djug.stream.mib=1024} for more of it.
 */
@EndToEnd
@Requires("command:docker")
class LargeStreamsTest {
  private static final int MIB = 1 << 20;
  private static final int LARGE = Integer.getInteger("jug.stream.mib", 256);
  private static final int WARM = 32;
  private static final long ENGINE_MAY_GROW_KIB = 32 << 10;
  private static final long MONITOR_MAY_HAVE_KIB = 4 << 10;

  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
    docker.run("run", "-d", "--name", "box", "box:1", "sleep", "9999").ok();
  }

  @AfterAll
  static void close() {
    docker.run("rm", "-f", "box").ok();
    docker.close();
  }

  /** What came, or went. */
  private record Sum(long bytes, long crc) {}

  @Test
  void throughAContainer() {
    check("run", "--rm", "-i", "--name", "pipe", "box:1", "cat");
  }

  @Test
  void throughAnotherProcessInOne() {
    check("exec", "-i", "box", "cat");
  }

  private static void check(String... words) {
    pass(WARM, words);
    long engine = docker.jug().enginePid();
    var before = Vitals.of(engine);
    var most = pass(LARGE, words);
    assertThat(most.engineKib() - before.residentKib())
        .as("KiB that the engine grows by, from %s", before)
        .isLessThan(ENGINE_MAY_GROW_KIB);
    assertThat(most.monitorKib()).as("KiB of the monitor").isLessThan(MONITOR_MAY_HAVE_KIB);
  }

  /** The most that engine and monitors had while it went on, in KiB. */
  private record Peak(long engineKib, long monitorKib) {}

  private static Peak pass(int mib, String... words) {
    var process = docker.begin(words);
    var sent = CompletableFuture.supplyAsync(() -> write(process.getOutputStream(), mib));
    var come = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
    long engine = docker.jug().enginePid();
    long engineKib = 0;
    long monitorKib = 0;
    while (!come.isDone()) {
      engineKib = Math.max(engineKib, Vitals.of(engine).residentKib());
      monitorKib = Math.max(monitorKib, monitors());
      pause(come);
    }
    assertThat(come.join()).isEqualTo(sent.join());
    assertThat(sent.join().bytes()).isEqualTo((long) mib * MIB);
    return new Peak(engineKib, monitorKib);
  }

  private static void pause(CompletableFuture<Sum> end) {
    var _ = end.copy().completeOnTimeout(new Sum(0, 0), 20, TimeUnit.MILLISECONDS).join();
  }

  /** The largest of the processes that have a container's process as their child. */
  private static long monitors() {
    return docker
        .run("ps", "-q")
        .text()
        .lines()
        .mapToLong(LargeStreamsTest::monitor)
        .max()
        .orElse(0);
  }

  private static long monitor(String container) {
    var pid = docker.run("inspect", "-f", "{{.State.Pid}}", container).out().strip();
    return pid.isEmpty()
        ? 0
        : ProcessHandle.of(Long.parseLong(pid))
            .flatMap(ProcessHandle::parent)
            .map(parent -> Vitals.of(parent.pid()).residentKib())
            .orElse(0L);
  }

  /** Noise, with a number in each MiB that tells it from the others. */
  private static Sum write(OutputStream out, int mib) {
    var noise = new byte[MIB];
    new Random(1).nextBytes(noise);
    var crc = new CRC32();
    try (out) {
      for (int i = 0; i < mib; i++) {
        ByteBuffer.wrap(noise).putInt(i);
        crc.update(noise);
        out.write(noise);
      }
      return new Sum((long) mib * MIB, crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sum read(InputStream in) {
    var crc = new CRC32();
    var buffer = new byte[1 << 16];
    long bytes = 0;
    try (in) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc.update(buffer, 0, count);
        bytes += count;
      }
      return new Sum(bytes, crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
