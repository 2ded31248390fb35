package dev.jug.app.fence;

import dev.jug.app.docker.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What containers have used, as Docker's clients hear of it. */
final class Accounts {
  private static final JsonMapper JSON = new JsonMapper();

  private Accounts() {}

  /** The whole answer to {@code GET /containers/NAME/stats}. */
  static JsonNode of(Box box, String name) {
    var client = new RawClient(box.jug().place().resolve("run/docker.sock"));
    try {
      var path = "/v1.43/containers/" + name + "/stats?stream=false&one-shot=true";
      var answer = client.ask("GET", path, "");
      return JSON.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nanoseconds on processors, by name. */
  static Map<String, Long> processor(Box box, String... names) {
    var used = new HashMap<String, Long>();
    for (var name : names) {
      used.put(name, of(box, name).at("/cpu_stats/cpu_usage/total_usage").asLong());
    }
    return used;
  }

  /** What came in between. */
  static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    var used = new HashMap<String, Long>();
    after.forEach((name, value) -> used.put(name, value - before.getOrDefault(name, 0L)));
    return used;
  }
}
