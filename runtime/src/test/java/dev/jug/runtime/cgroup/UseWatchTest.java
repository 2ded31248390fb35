package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2 by files; version 1 is seen where containers have limits. */
class UseWatchTest {
  @TempDir Path group;

  private void write(String file, String text) throws IOException {
    Files.writeString(group.resolve(file), text);
  }

  private MemoryGauge gauge() throws IOException {
    write("memory.max", "1000\n");
    write("memory.current", "850\n");
    write("memory.events", "low 0\nhigh 0\nmax 3\noom 0\n");
    return new MemoryGauge(group, true);
  }

  @Test
  void thatTheLimitWasMetIsHeardOf() throws Exception {
    try (var watch = UseWatch.of(gauge(), 80).orElseThrow();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(watch.percent()).isEqualTo(85);
      var heard = threads.submit(watch::awaitChange);
      write("memory.events", "low 1\nhigh 0\nmax 3\noom 0\n");
      assertThat(heard.isDone()).isFalse();
      write("memory.events", "low 1\nhigh 0\nmax 4\noom 0\n");

      assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(100);
    }
  }

  @Test
  void whoeverWaitsHearsOfTheEnd() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var watch = UseWatch.of(gauge(), 80).orElseThrow();
      var heard = threads.submit(watch::awaitChange);
      watch.close();

      assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(-1);
    }
  }

  @Test
  void withoutALimitThereIsNothingToWatch() throws IOException {
    var gauge = gauge();
    write("memory.max", "max\n");

    assertThat(UseWatch.of(gauge, 80)).isEmpty();
    assertThat(gauge.percent()).isZero();
  }
}
