package dev.jug.testkit.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Another registry, which is asked the same.
 *
 * @param server where it is
 */
record Upstream(URI server, HttpClient client) implements Origin {
  private static final List<String> ASKED =
      List.of("Accept", "Authorization", "Content-Range", "Content-Type", "Range");
  private static final List<String> ANSWERED =
      List.of(
          "Content-Range",
          "Content-Type",
          "Docker-Content-Digest",
          "Docker-Upload-UUID",
          "Location",
          "Range",
          "WWW-Authenticate");

  static Upstream at(String host) {
    return new Upstream(URI.create("http://" + host), HttpClient.newHttpClient());
  }

  @Override
  public Reply answer(Seen request, byte[] body) throws IOException, InterruptedException {
    var query = request.query().isEmpty() ? "" : "?" + request.query();
    var asked = HttpRequest.newBuilder(server.resolve(request.path() + query));
    asked.method(request.method(), BodyPublishers.ofByteArray(body));
    ASKED.forEach(name -> request.header(name).ifPresent(value -> asked.header(name, value)));
    var answer = client.send(asked.build(), BodyHandlers.ofByteArray());
    var headers = new LinkedHashMap<String, String>();
    for (var name : ANSWERED) {
      answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return new Reply(answer.statusCode(), headers, answer.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
