package dev.jug.docker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.LabelFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The {@code filters} of a query: values by their names. Several values of one filter are
 * alternatives, but all labels must be there; several filters must all hold.
 *
 * @param values by the filter's name
 */
public record Filters(Map<String, List<String>> values) {

  /** The same, whatever the filters are called. */
  public static Filters parse(String json) {
    return new Filters(read(json));
  }

  /**
   * Reads the JSON of a query; old clients send objects in the place of lists.
   *
   * @param known the filters there are
   * @throws Invalid if it is no such JSON, or has a filter that there is not
   */
  public static Filters parse(String json, Set<String> known) {
    var values = read(json);
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        throw new Invalid("invalid filter '" + name + "'", "");
      }
    }
    return new Filters(values);
  }

  private static Map<String, List<String>> read(String json) {
    var values = new LinkedHashMap<String, List<String>>();
    var fields = Fields.parse(json.getBytes(UTF_8));
    fields.names().forEach(name -> values.put(name, values(fields, name)));
    return values;
  }

  private static List<String> values(Fields fields, String name) {
    var value = fields.node().get(name);
    if (value.isObject()) {
      var object = fields.object(name);
      return object.names().stream().filter(object::flag).toList();
    }
    return fields.texts(name);
  }

  /** Whether a filter was given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether a filter lets something through: it was not given, or one of its values matches. */
  public boolean any(String name, Predicate<String> matches) {
    var wanted = values.get(name);
    return wanted == null || wanted.isEmpty() || wanted.stream().anyMatch(matches);
  }

  /** Whether something with these labels goes through: {@code NAME} or {@code NAME=VALUE}. */
  public boolean labels(String name, Map<String, String> labels) {
    return values.getOrDefault(name, List.of()).stream()
        .allMatch(wanted -> LabelFilter.parse(wanted).test(labels));
  }

  /** The same as words: {@code NAME=VALUE}. */
  public List<String> words() {
    return values.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + value))
        .toList();
  }
}
