package dev.jug.docker.image;

import dev.jug.image.Upkeep;
import dev.jug.image.catalog.Image;
import dev.jug.image.layer.Chain;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which layers several images have.
 *
 * @param users how many images have a layer, on top of those below it
 */
record SharedLayers(Map<Chain, Long> users) {
  static SharedLayers of(Collection<Image> images) {
    return new SharedLayers(
        images.stream()
            .flatMap(image -> image.chain().prefixes().stream())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }

  /** How many bytes of an image others have, too. */
  long bytes(Image image, Upkeep upkeep) throws IOException {
    var sizes = upkeep.layerSizes(image);
    var layers = image.chain().prefixes();
    long shared = 0;
    for (int i = 0; i < sizes.size(); i++) {
      shared += users.getOrDefault(layers.get(i), 0L) > 1 ? sizes.get(i) : 0;
    }
    return shared;
  }
}
