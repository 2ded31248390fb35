package dev.jug.kube.yaml;

import dev.jug.kube.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The fields of a mapping. Each is taken once, and what nobody takes is a mistake. */
public final class Fields {
  private static final long LONGEST_SECONDS = Integer.MAX_VALUE;

  private final Value self;
  private final Map<String, Entry> left = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  private record Entry(Node key, Value value) {}

  Fields(MappingNode mapping, Value self) {
    this.self = self;
    for (var tuple : mapping.getValue()) {
      add(tuple.getKeyNode(), tuple.getValueNode());
    }
  }

  private void add(Node key, Node content) {
    if (!(key instanceof ScalarNode scalar)) {
      new Value(key, self.path(), self.problems()).wrong("the name of a field should be a text");
      return;
    }
    var name = scalar.getValue();
    var path = self.path().isEmpty() ? name : self.path() + "." + name;
    var value = new Value(content, path, self.problems());
    if (left.putIfAbsent(name, new Entry(key, value)) != null) {
      problem(Problem.Kind.ERROR, key, path, "the field is there twice");
    }
  }

  private void problem(Problem.Kind kind, Node at, String path, String message) {
    self.problems().add(new Problem(kind, Value.line(at), path, message));
  }

  /** Something is wrong with all of it. */
  public void wrong(String message) {
    self.wrong(message);
  }

  /** A field; empty if it is not there, or null. */
  public Optional<Value> take(String name) {
    known.add(name);
    return Optional.ofNullable(left.remove(name))
        .map(Entry::value)
        .filter(value -> !value.isNull());
  }

  /** A field that has to be there. */
  public Optional<Value> need(String name) {
    var value = take(name);
    if (value.isEmpty()) {
      self.wrong("the field '" + name + "' is missing");
    }
    return value;
  }

  /** A text. */
  public Optional<String> text(String name) {
    return take(name).map(Value::text);
  }

  /** A text that has to be there, or an empty one. */
  public String needText(String name) {
    return need(name).map(Value::text).orElse("");
  }

  /** A truth value. */
  public boolean flag(String name, boolean otherwise) {
    return take(name).map(Value::flag).orElse(otherwise);
  }

  /** A truth value that may be left open. */
  public Optional<Boolean> flag(String name) {
    return take(name).map(Value::flag);
  }

  /** A whole number. */
  public OptionalLong integer(String name, long smallest, long largest) {
    return take(name)
        .map(value -> OptionalLong.of(value.integer(smallest, largest)))
        .orElse(OptionalLong.empty());
  }

  /** A whole number of seconds. */
  public Optional<Duration> seconds(String name, long smallest) {
    return take(name).map(value -> Duration.ofSeconds(value.integer(smallest, LONGEST_SECONDS)));
  }

  /** One of some words. */
  public <T> Optional<T> word(String name, Map<String, T> words) {
    var value = take(name);
    var text = value.map(Value::text).orElse("");
    var meaning = Optional.ofNullable(words.get(text));
    if (value.isPresent() && meaning.isEmpty()) {
      var all = String.join(", ", new TreeSet<>(words.keySet()));
      value.get().wrong("'" + text + "' is none of " + all);
    }
    return meaning;
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    return list(name, value -> Optional.of(value.text()));
  }

  /** A list; members that cannot be read are left out. */
  public <T> List<T> list(String name, Function<Value, Optional<T>> reader) {
    var members = new ArrayList<T>();
    for (var member : take(name).map(Value::list).orElse(List.of())) {
      reader.apply(member).ifPresent(members::add);
    }
    return members;
  }

  /** A list of mappings. */
  public <T> List<T> objects(String name, Function<Fields, T> reader) {
    return list(name, value -> value.object(reader));
  }

  /** A mapping. */
  public <T> Optional<T> object(String name, Function<Fields, T> reader) {
    return take(name).flatMap(value -> value.object(reader));
  }

  /** A mapping whose names are anybody's. */
  public <T> Map<String, T> map(String name, Function<Value, T> reader) {
    return object(name, fields -> fields.every((_, value) -> reader.apply(value))).orElse(Map.of());
  }

  /** All fields that are left, by their names. */
  public <T> Map<String, T> every(BiFunction<String, Value, T> reader) {
    var map = new LinkedHashMap<String, T>();
    left.forEach((name, entry) -> map.put(name, reader.apply(name, entry.value())));
    left.clear();
    return map;
  }

  /** Fields that Kubernetes has and that cannot be had here. */
  public void unsupported(String why, String... names) {
    leave(Problem.Kind.ERROR, "not supported: " + why, names);
  }

  /** Fields that Kubernetes has, and that can be left out on one machine. */
  public void meaningless(String why, String... names) {
    leave(Problem.Kind.NOTE, "left out: " + why, names);
  }

  private void leave(Problem.Kind kind, String message, String... names) {
    for (var name : names) {
      known.add(name);
      var entry = left.remove(name);
      if (entry != null && !entry.value().isNull()) {
        problem(kind, entry.key(), entry.value().path(), message);
      }
    }
  }

  void end() {
    left.forEach((name, entry) ->
        problem(
            Problem.Kind.ERROR,
            entry.key(),
            entry.value().path(),
            "there is no such field" + Nearest.of(name, known)));
  }
}
