package dev.jug.docker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.http.Response;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers. Thread-safe. */
public final class Json {
  /** What all answers are but streams. */
  public static final String TYPE = "application/json";

  private final JsonMapper mapper = new JsonMapper();

  /** Answers with a value: a record, a map, a list. */
  public void send(Response response, Object value) throws IOException {
    response.send(TYPE, bytes(value));
  }

  /** A value, with a newline as Docker's daemon has it. */
  public String text(Object value) {
    return mapper.writeValueAsString(value) + "\n";
  }

  /** The same, as it is sent. */
  public byte[] bytes(Object value) {
    return text(value).getBytes(UTF_8);
  }

  /** A list as a tree. */
  public ArrayNode list(List<?> values) {
    return mapper.valueToTree(values);
  }

  /** A value as a tree that more can be added to. */
  public ObjectNode tree(Object value) {
    return mapper.valueToTree(value);
  }
}
