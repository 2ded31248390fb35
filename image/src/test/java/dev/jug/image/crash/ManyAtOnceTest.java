package dev.jug.image.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.Images;
import dev.jug.image.Upkeep.Choice;
import dev.jug.image.archive.SampleImage;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.make.LayerContent;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.History;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several who have one store open, as several processes have: locks of files keep them apart, which
 * know nothing of processes.
 */
class ManyAtOnceTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

  @TempDir Path folder;

  /** What somebody does, again and again. */
  private interface Habit {
    void follow(Images images, Random random) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"vfs", "overlay"})
  void theyDisturbNobody(String driver) throws Exception {
    long seed = Long.getLong("jug.seed", System.nanoTime());
    var habits =
        List.<Habit>of(
            ManyAtOnceTest::pull,
            ManyAtOnceTest::pull,
            ManyAtOnceTest::make,
            ManyAtOnceTest::remove,
            ManyAtOnceTest::prune);
    var all = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newCachedThreadPool()) {
      for (var habit : habits) {
        all.add(threads.submit(busy(driver, habit, new Random(seed + all.size()))));
      }
      for (var one : all) {
        assertThat(one.get()).as("seed " + seed).isPositive();
      }
    }
    try (var images = Operation.open(folder, driver)) {
      assertThat(images.upkeep().check()).as("seed " + seed).isEmpty();
    }
    assertThat(folder.resolve("ingest")).isEmptyDirectory();
    assertThat(folder.resolve("leases")).isEmptyDirectory();
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  private Callable<Integer> busy(String driver, Habit habit, Random random) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    return () -> {
      int count = 0;
      while (System.nanoTime() < end) {
        try (var images = Operation.open(folder, driver)) {
          habit.follow(images, random);
          count++;
        }
      }
      return count;
    };
  }

  private static Reference name(int number) {
    return Reference.parse("image:" + number);
  }

  private static void pull(Images images, Random random) throws IOException {
    int number = random.nextInt(3);
    var source = SampleImage.of("image " + number, LayerCompression.NONE, LayerCompression.GZIP);
    images.pull(source, List.of(name(number)), null, Progress.NONE);
  }

  private static void make(Images images, Random random) throws IOException {
    int number = random.nextInt(3);
    var layer = new ByteArrayInputStream(SampleImage.tar("file", "content " + number));
    try (var maker = images.make()) {
      maker.layer(LayerContent.of(layer), new History(null, null, null, null, false));
      if (random.nextBoolean()) {
        maker.finish("2026-01-01T00:00:00Z", name(number));
      }
    }
  }

  private static void remove(Images images, Random random) throws IOException {
    try {
      images.remove("image:" + random.nextInt(3), random.nextBoolean());
    } catch (ImageException e) {
      assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
    }
  }

  private static void prune(Images images, Random random) throws IOException {
    images.upkeep().prune(Choice.of(random.nextBoolean()));
  }

  /** Whoever has begun to use an image keeps it, although its name is taken away. */
  @Test
  void whatIsPinnedStays() throws IOException {
    try (var images = Operation.open(folder, "vfs")) {
      pull(images, new Random(1));
      var image = images.images(images.entries().getFirst()).getFirst();
      try (var _ = images.pin(image.descriptor().digest())) {
        images.upkeep().prune(Choice.of(true));
        images.remove(image.id().toString(), true);
        assertThat(images.image(image.descriptor().digest())).isEqualTo(image);
        assertThat(images.upkeep().check()).isEmpty();
      }
      images.upkeep().prune(Choice.of(true));
      assertThat(images.entries()).isEmpty();
      assertThat(images.upkeep().check()).isEmpty();
    }
  }
}
