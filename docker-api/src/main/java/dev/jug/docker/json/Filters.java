package dev.jug.docker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.request.FilterValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Filters as clients send them: JSON in a query. */
public final class Filters {
  private Filters() {}

  /**
   * Reads the JSON of a query; old clients send objects in the place of lists.
   *
   * @throws dev.jug.engine.error.EngineException if it is no such JSON
   */
  public static FilterValues parse(String json) {
    var values = new LinkedHashMap<String, List<String>>();
    var fields = Fields.parse(json.getBytes(UTF_8));
    fields.names().forEach(name -> values.put(name, values(fields, name)));
    return new FilterValues(values);
  }

  /**
   * The same, with no filters but some.
   *
   * @param known the filters there are
   * @throws dev.jug.engine.error.EngineException if there is another
   */
  public static FilterValues parse(String json, Set<String> known) {
    return parse(json).known(known, "");
  }

  private static List<String> values(Fields fields, String name) {
    var value = fields.node().get(name);
    if (value.isObject()) {
      var object = fields.object(name);
      return object.names().stream().filter(object::flag).toList();
    }
    return fields.texts(name);
  }
}
