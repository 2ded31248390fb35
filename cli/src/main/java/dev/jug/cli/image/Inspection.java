package dev.jug.cli.image;

import dev.jug.door.template.Template;
import dev.jug.engine.view.ContainerView;
import dev.jug.engine.view.ImageView;
import dev.jug.image.Images;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

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

  /**
   * What was found, as it was asked for: all of it as indented JSON, or a line for each.
   *
   * @param format empty, {@code json}, or a template
   */
  public static String text(String format, List<?> views) {
    var all = ContainerView.json(views);
    if (format.isEmpty()) {
      return all + "\n";
    }
    var template = Template.parse(format.equals("json") ? "{{json .}}" : format);
    return template.fillEach(all).stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
