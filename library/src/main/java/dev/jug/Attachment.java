package dev.jug;

import dev.jug.engine.Engine;
import dev.jug.engine.request.ContainerRequest;
import java.util.HashMap;

/** Tells containers that end with the program that started them from those that stay. */
final class Attachment {
  private static final String LABEL = "dev.jug.attached";

  private Attachment() {}

  static ContainerRequest mark(ContainerRequest request) {
    var labels = new HashMap<>(request.labels());
    labels.put(LABEL, "true");
    return request.toBuilder(request.image()).labels(labels).build();
  }

  /** Whoever started them is gone, or about to go. */
  static void removeAll(Engine engine) {
    for (var container : engine.containers()) {
      if (container.inspect().config().labels().containsKey(LABEL)) {
        container.remove(true);
      }
    }
  }
}
