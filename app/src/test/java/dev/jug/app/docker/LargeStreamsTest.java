package dev.jug.app.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than anybody keeps in memory goes through a container and comes back whole, while engine and
 * monitor stay as small as they were. {@code -Djug.stream.mib=1024} for more of it.
 */
@EndToEnd
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Requires("command:docker")
class LargeStreamsTest {
  private static final int MIB = 1 << 20;
  private static final int LARGE = Integer.getInteger("jug.stream.mib", 256);
  private static final int WARM = 32;
  private static final String LAUNCHER =
      Path.of(Jug.program()).resolveSibling("../libexec/jug-launcher").normalize().toString();
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);
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
    long before = Vitals.of(engine).residentKib();
    Vitals.forgetPeak(engine);
    long monitor = pass(LARGE, words);
    assertThat(Vitals.peakKib(engine) - before)
        .as("KiB that the engine grows by, from %d", before)
        .isLessThan(ENGINE_MAY_GROW_KIB);
    assertThat(monitor).as("KiB of the largest monitor").isLessThan(MONITOR_MAY_HAVE_KIB);
  }

  /** How much the largest monitor had while it went on, in KiB. */
  private static long pass(int mib, String... words) {
    var process = docker.begin(words);
    var sent = CompletableFuture.supplyAsync(() -> write(process.getOutputStream(), mib), THREADS);
    var come = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), THREADS);
    long most = 0;
    while (!come.isDone()) {
      most = Math.max(most, monitorKib());
      var _ = come.copy().completeOnTimeout(new Sum(0, 0), 100, TimeUnit.MILLISECONDS).join();
    }
    assertThat(come.join()).isEqualTo(sent.join());
    assertThat(sent.join().bytes()).isEqualTo((long) mib * MIB);
    return most;
  }

  private static long monitorKib() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().command().filter(LAUNCHER::equals).isPresent())
        .mapToLong(process -> Vitals.residentKib(process.pid()))
        .max()
        .orElse(0);
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
