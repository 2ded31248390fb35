package dev.jug.engine.view;

import dev.jug.image.catalog.Image;
import dev.jug.oci.image.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One step in an image's making.
 *
 * @param created when, as the image says; null if it does not
 * @param createdBy by what command
 * @param size bytes of its layer, 0 if it has none
 * @param comment whatever its maker says
 */
public record ImageHistory(@Nullable String created, String createdBy, long size, String comment) {

  /**
   * All steps, the first one first; layers that the history does not tell of come without words.
   *
   * @param sizes of the layers, the lowest first
   */
  public static List<ImageHistory> of(Image image, List<Long> sizes) {
    var steps = new ArrayList<ImageHistory>();
    int layer = 0;
    for (var step : image.config().history()) {
      boolean has = !step.emptyLayer() && layer < sizes.size();
      steps.add(of(step, has ? sizes.get(layer) : 0));
      layer += has ? 1 : 0;
    }
    for (var size : sizes.subList(layer, sizes.size())) {
      steps.add(new ImageHistory(null, "", size, ""));
    }
    return steps;
  }

  private static ImageHistory of(History step, long size) {
    return new ImageHistory(
        step.created(),
        Objects.toString(step.createdBy(), ""),
        size,
        Objects.toString(step.comment(), ""));
  }
}
