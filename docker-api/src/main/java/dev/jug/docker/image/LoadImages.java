package dev.jug.docker.image;

import dev.jug.docker.context.ApiError;
import dev.jug.docker.context.Context;
import dev.jug.docker.stream.Messages;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.ArchiveLoader;
import dev.jug.image.archive.TarIndex;
import dev.jug.image.catalog.Image;
import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code POST /images/load}: the images of an archive. */
record LoadImages(Context context) {

  void handle(Request request, Response response) throws IOException {
    var images = context.engine().images();
    try (var messages = new Messages(context.json(), response)) {
      try {
        var archive =
            images.onDisk(() -> TarIndex.read(request.body(), "the body", images.scratch()));
        new ArchiveLoader(images, null, Progress.NONE)
            .load(archive, (image, names) -> tell(messages, image, names));
      } catch (ImageException e) {
        if (!messages.begun()) {
          throw e;
        }
        messages.error(ApiError.of(e).message());
      }
    }
  }

  private static void tell(Messages messages, Image image, List<Reference> names) {
    for (var name : names) {
      messages.send(Map.of("stream", "Loaded image: " + name.familiar() + "\n"));
    }
    if (names.isEmpty()) {
      messages.send(Map.of("stream", "Loaded image ID: " + image.id() + "\n"));
    }
  }
}
