package dev.jug.docker.build;

import dev.jug.docker.context.Context;
import dev.jug.docker.stream.Messages;
import dev.jug.http.Request;
import dev.jug.http.Response;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code POST /build?version=2}: a build whose files and secrets are in a session, and whose news
 * are BuildKit's, packed into messages.
 */
record SessionBuild(Context context, BuildKitDoor door) {

  void handle(BuildQuery asked, Request request, Response response)
      throws IOException, InterruptedException {
    var query = new SessionQuery(asked);
    if (query.isUpload()) {
      upload(query, request, response);
    } else {
      build(query, request, response);
    }
  }

  private void upload(SessionQuery query, Request request, Response response)
      throws IOException, InterruptedException {
    door.open().upload(query.id(), request.body());
    response.send();
  }

  private void build(SessionQuery query, Request request, Response response)
      throws IOException, InterruptedException {
    var builder = Thread.currentThread();
    try (var messages = new Messages(context.json(), response);
        var _ = request.watch(builder::interrupt)) {
      try {
        var id =
            door.open()
                .build(
                    query.id(),
                    query.session(),
                    query.options(),
                    query.names(),
                    news -> messages.send(news("moby.buildkit.trace", encoded(news))));
        messages.send(news("moby.image.id", Map.of("ID", id)));
      } catch (IOException e) {
        messages.error("failed to solve: " + e.getMessage());
      }
    }
  }

  private static String encoded(byte[] news) {
    return Base64.getEncoder().encodeToString(news);
  }

  private static Map<String, Object> news(String id, Object aux) {
    var message = new LinkedHashMap<String, Object>();
    message.put("id", id);
    message.put("aux", aux);
    return message;
  }
}
