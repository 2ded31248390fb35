package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to an archive, its image is read as it was or refused. Rounds and seed can be
 * set by the properties {@code jug.fuzz.rounds} and {@code jug.fuzz.seed}.
 */
class DamagedArchivesTest {
  private static final int ROUNDS = Integer.getInteger("jug.fuzz.rounds", 2_000);
  private static final long SEED = Long.getLong("jug.fuzz.seed", 20261124);

  @TempDir private Path folder;

  @Test
  void randomDamage() throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    var out = new ByteArrayOutputStream();
    Copying.copy(
        SampleImage.of("x", LayerCompression.NONE),
        DockerArchiveWriter.single(
            new ArchiveOutput.ToStream(out, "out"), List.of(Reference.parse("a")), folder));
    var whole = out.toByteArray();
    for (int round = 0; round < ROUNDS; round++) {
      var damaged = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(damaged, "seed " + SEED + ", round " + round);
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private void readOrRefuse(byte[] archive, String how) {
    try {
      var members = TarIndex.read(new ByteArrayInputStream(archive), "a.tar", folder);
      try (var source = DockerArchive.source(members, DockerArchive::single)) {
        assertThat(source.root().isGenuine()).isTrue();
        Copying.readAll(source);
      }
    } catch (ImageException | IOException e) {
      assertThat(e.getMessage()).as(how).doesNotContain("java.", "dev.jug", "Exception");
    } catch (Copying.Mismatch _) {
      // Found by whoever copies, as it should be.
    } catch (RuntimeException e) {
      throw new AssertionError(how, e);
    }
  }
}
