package dev.jug.image.layer;

import dev.jug.image.layer.erofs.ErofsDriver;
import java.io.IOException;
import java.nio.file.Path;

/** The driver keeps the contract. */
class ErofsDriverTest extends LayerDriverContract {
  @Override
  LayerDriver open(Path folder) throws IOException {
    return new ErofsDriver(folder);
  }
}
