package dev.jug.cli.image;

import dev.jug.engine.view.ImageView;
import dev.jug.image.Images;
import java.io.IOException;

/** Shows all about images. */
public record Inspection(Images images) {
  /**
   * The image that a name or an id means.
   *
   * @throws dev.jug.image.error.ImageException if there is none
   */
  public ImageView inspect(String text) throws IOException {
    var image = images.find(text, null).image();
    var size = images.upkeep().unpackedSize(image);
    return ImageView.of(image, images.entries(image), size, images.driver());
  }
}
