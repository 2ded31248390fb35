package dev.jug.docker.image;

import dev.jug.docker.context.Context;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.ArchiveSaver;
import dev.jug.image.archive.ArchiveOutput;
import dev.jug.oci.image.Platform;
import java.io.IOException;
import java.util.List;

/** {@code GET /images/get}: an archive of images. */
record SaveImages(Context context) {

  void one(Request request, Response response) throws IOException {
    save(List.of(request.variable("name")), response);
  }

  void several(Request request, Response response) throws IOException {
    var names = request.query().all("names");
    if (names.isEmpty()) {
      throw new Invalid("no image is named", "Name one: ?names=IMAGE.");
    }
    save(names, response);
  }

  /** A name that is wrong is found before the answer begins. */
  private void save(List<String> names, Response response) throws IOException {
    for (var name : names) {
      var _ = context.engine().images().find(name, null);
    }
    try (var out = response.header("Content-Type", "application/x-tar").stream()) {
      new ArchiveSaver(context.engine().images(), Platform.host())
          .save(names, new ArchiveOutput.ToStream(out, "the client"));
    }
  }
}
