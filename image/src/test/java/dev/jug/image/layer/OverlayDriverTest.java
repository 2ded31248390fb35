package dev.jug.image.layer;

import dev.jug.image.layer.folder.OverlayDriver;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The driver keeps the contract. */
class OverlayDriverTest extends LayerDriverContract {
  @Override
  LayerDriver open(Path folder) throws IOException {
    return new OverlayDriver(folder);
  }

  @Override
  @Test
  @DisplayName("B13: overlayfs mounts as many layers as images have")
  void aHundredAndTwentyLayers() throws IOException {
    manyLayersAreOneTree();
  }
}
