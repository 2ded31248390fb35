package dev.jug.docker.image;

import dev.jug.docker.context.ApiError;
import dev.jug.docker.context.Context;
import dev.jug.docker.image.TransferMessages.Direction;
import dev.jug.docker.json.Queries;
import dev.jug.docker.stream.Messages;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.FilesImport;
import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code POST /images/create}: an image of a registry, or of files. */
record PullImage(Context context) {

  void handle(Request request, Response response) throws IOException {
    var query = new Queries(request.query());
    if (query.word("fromSrc").isPresent()) {
      importFiles(request, query, response);
      return;
    }
    var reference = reference(query.text("fromImage"), query.word("tag"));
    var platform = query.word("platform").map(Platform::parse);
    try (var messages = new Messages(context.json(), response)) {
      pull(request, reference, platform, messages);
    }
  }

  /** Only what the client itself sends: the engine fetches nothing from addresses. */
  private void importFiles(Request request, Queries query, Response response) throws IOException {
    if (!query.text("fromSrc").equals("-")) {
      throw new Unavailable(
          "importing from an address is not there", "Send the archive: 'docker import -'.");
    }
    var name = query.word("repo").map(repository -> reference(repository, query.word("tag")));
    var files =
        new FilesImport(
            name.orElse(null),
            query.word("message").orElse("Imported from -"),
            request.query().all("changes"),
            query.word("platform").map(Platform::parse).orElse(null));
    try (var messages = new Messages(context.json(), response)) {
      var image = files.run(context.engine().images(), request.body(), "the body");
      messages.status(image.id().toString());
    }
  }

  /** Clients send name and tag apart; a tag may be a digest. */
  private static Reference reference(String name, Optional<String> tag) {
    return Reference.parse(
        tag.map(text -> name + (text.contains(":") ? "@" : ":") + text).orElse(name));
  }

  private void pull(
      Request request, Reference reference, Optional<Platform> platform, Messages messages)
      throws IOException {
    var images = context.engine().images();
    var credentials = RegistryAuth.of(request, reference.registry());
    try (var registries = context.registries().open(credentials);
        var source =
            images.signatures().checked(reference, registries.source(reference), registries)) {
      var progress = new TransferMessages(messages, Direction.PULL);
      source.root();
      messages.send(begun(reference));
      var pulled = images.pull(source, List.of(reference), platform.orElse(null), progress);
      messages.status("Digest: " + pulled.root().digest());
      messages.status(
          "Status: "
              + (pulled.isNew() ? "Downloaded newer image for " : "Image is up to date for ")
              + reference.familiar());
    } catch (ImageException e) {
      if (!messages.begun()) {
        throw e;
      }
      messages.error(ApiError.of(e).message());
    }
  }

  private static Map<String, String> begun(Reference reference) {
    var what = Objects.requireNonNullElse(reference.tag(), String.valueOf(reference.digest()));
    return Map.of("status", "Pulling from " + reference.repository(), "id", what);
  }
}
