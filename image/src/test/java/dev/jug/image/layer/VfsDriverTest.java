package dev.jug.image.layer;

import dev.jug.image.layer.folder.VfsDriver;
import java.io.IOException;
import java.nio.file.Path;

/** The driver keeps the contract. */
class VfsDriverTest extends LayerDriverContract {
  @Override
  LayerDriver open(Path folder) throws IOException {
    return new VfsDriver(folder);
  }
}
