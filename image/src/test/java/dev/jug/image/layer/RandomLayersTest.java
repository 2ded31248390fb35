package dev.jug.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.layer.erofs.ErofsDriver;
import dev.jug.image.layer.folder.OverlayDriver;
import dev.jug.image.layer.folder.VfsDriver;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that chance made look the same in all drivers; the simplest of them is the oracle. */
@Root
class RandomLayersTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final int STACKS = 25;

  @TempDir Path place;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  @DisplayName("B15: plain copies are what overlayfs and EROFS are compared with")
  void allDriversHoldTheSameTree(int seed) throws IOException {
    var random = new Random(seed);
    try (var vfs = new VfsDriver(place.resolve("vfs"));
        var overlay = new OverlayDriver(place.resolve("overlay"));
        var erofs = new ErofsDriver(place.resolve("erofs"))) {
      for (int i = 0; i < STACKS; i++) {
        var layers = layers(random);
        var expected = seen(vfs, layers);
        assertThat(differences(expected, seen(overlay, layers))).as("overlay %d", i).isEmpty();
        assertThat(differences(expected, seen(erofs, layers))).as("erofs %d", i).isEmpty();
      }
    }
  }

  private Map<String, String> seen(LayerDriver driver, List<byte[]> layers) throws IOException {
    return new Stack(driver, place).seen(layers);
  }

  /** Path, what the oracle says, what the other one says. */
  private static List<String> differences(Map<String, String> oracle, Map<String, String> other) {
    var paths = new TreeSet<>(oracle.keySet());
    paths.addAll(other.keySet());
    return paths.stream()
        .filter(path -> !Objects.equals(oracle.get(path), other.get(path)))
        .map(path -> path + ": " + oracle.get(path) + " | " + other.get(path))
        .toList();
  }

  private static List<byte[]> layers(Random random) {
    var layers = new ArrayList<byte[]>();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      layers.add(layer(random));
    }
    return layers;
  }

  /** Some make no sense, such as members below a file: all drivers refuse those alike. */
  private static byte[] layer(Random random) {
    var tar = new LayerTar();
    for (int i = random.nextInt(12); i > 0; i--) {
      var directory = directory(random);
      var name = NAMES.get(random.nextInt(NAMES.size()));
      add(tar, random, directory, name);
    }
    var layer = tar.end();
    return Archives.isAccepted(layer) ? layer : LayerTar.of(t -> t.file("a", "plain"));
  }

  private static void add(LayerTar tar, Random random, String directory, String name) {
    switch (random.nextInt(9)) {
      case 0 -> tar.directory(directory + name);
      case 1 -> tar.link(directory + name, NAMES.get(random.nextInt(NAMES.size())));
      case 2 -> tar.whiteout(directory, name);
      case 3 -> tar.opaque(directory);
      case 4 -> tar.device(directory + name, TarConstants.LF_CHR, 1, random.nextInt(3, 9));
      case 5 -> tar.file(directory + name, "", LayerTar.attribute("user.a", "41"));
      default -> {
        tar.file(directory + name, "content " + random.nextInt(100));
        if (random.nextBoolean()) {
          tar.hardLink(directory + NAMES.get(random.nextInt(NAMES.size())), directory + name);
        }
      }
    }
  }

  private static String directory(Random random) {
    var path = new StringBuilder();
    for (int depth = random.nextInt(3); depth > 0; depth--) {
      path.append(NAMES.get(random.nextInt(NAMES.size()))).append('/');
    }
    return path.toString();
  }
}
