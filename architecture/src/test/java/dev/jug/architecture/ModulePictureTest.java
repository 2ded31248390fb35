package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture in ARCHITECTURE.md shows the modules there are; {@code JUG_UPDATE=1} draws it. */
class ModulePictureTest {
  private static final Path PICTURE = Repository.ROOT.resolve("docs/pictures/modules.svg");

  @Test
  void thePictureIsOfTheModules() throws IOException {
    var drawn = ModulePicture.draw(ModuleMap.read());
    if (System.getenv("JUG_UPDATE") != null) {
      Files.createDirectories(PICTURE.getParent());
      Files.writeString(PICTURE, drawn);
    }
    assertThat(PICTURE).hasContent(drawn);
  }
}
