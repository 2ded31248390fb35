package dev.jug.image.layer;

import dev.jug.image.layer.folder.OverlayDriver;
import java.io.IOException;
import java.nio.file.Path;

/** The driver keeps the contract. */
class OverlayDriverTest extends LayerDriverContract {
  @Override
  LayerDriver open(Path folder) throws IOException {
    return new OverlayDriver(folder);
  }
}
