package dev.jug.docker.image;

import dev.jug.docker.context.ApiError;
import dev.jug.docker.context.Context;
import dev.jug.docker.image.TransferMessages.Direction;
import dev.jug.docker.json.Queries;
import dev.jug.docker.stream.Messages;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.image.error.ImageException;
import dev.jug.image.registry.auth.CredentialStore;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.Map;

/** {@code POST /images/{name}/push}: an image to its registry. */
record PushImage(Context context) {

  void handle(Request request, Response response) throws IOException {
    var tag = new Queries(request.query()).word("tag").map(text -> ":" + text).orElse("");
    var reference = Reference.parse(request.variable("name") + tag);
    var root = context.engine().images().find(reference.toString(), null).entry().descriptor();
    var credentials = RegistryAuth.of(request, reference.registry());
    try (var messages = new Messages(context.json(), response)) {
      messages.status(
          "The push refers to repository ["
              + reference.registry()
              + "/"
              + reference.repository()
              + "]");
      push(reference, root, credentials, messages);
    }
  }

  private void push(
      Reference reference, Descriptor root, CredentialStore credentials, Messages messages)
      throws IOException {
    var images = context.engine().images();
    try (var registries = context.registries().open(credentials);
        var target = registries.target(reference, images.origins(reference))) {
      var progress = new TransferMessages(messages, Direction.PUSH);
      var sent = images.push(root, null, target, progress);
      messages.status(reference.tag() + ": digest: " + sent.digest() + " size: " + sent.size());
      messages.send(Map.of("progressDetail", Map.of(), "aux", aux(reference, sent)));
    } catch (ImageException e) {
      messages.error(ApiError.of(e).message());
    }
  }

  private static Map<String, Object> aux(Reference reference, Descriptor sent) {
    return Map.of(
        "Tag",
        String.valueOf(reference.tag()),
        "Digest",
        sent.digest().toString(),
        "Size",
        sent.size());
  }
}
