package dev.jug.engine.request;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Filters of a list as somebody wrote them, with Docker's meaning: values of one filter are
 * alternatives, but all labels must be there; several filters must all hold.
 *
 * @param values by the filter's name
 */
public record FilterValues(Map<String, List<String>> values) {
  /** Lets everything through. */
  public static final FilterValues NONE = new FilterValues(Map.of());

  public FilterValues {
    values = Map.copyOf(values);
  }

  /**
   * Reads {@code KEY=VALUE}, any number of times.
   *
   * @param example of a filter, for who writes something else
   * @throws Invalid if one is no such pair
   */
  public static FilterValues parse(List<String> texts, String example) {
    return new FilterValues(
        texts.stream()
            .map(text -> pair(text, example))
            .collect(groupingBy(pair -> pair[0], mapping(pair -> pair[1], toList()))));
  }

  private static String[] pair(String text, String example) {
    var pair = text.split("=", 2);
    if (pair.length < 2) {
      throw new Invalid("invalid filter '" + text + "'", "Example: " + example);
    }
    return pair;
  }

  /**
   * The same, if there are such filters.
   *
   * @param advice for who wants another
   * @throws Invalid if there is no filter of one of the names
   */
  public FilterValues known(Collection<String> names, String advice) {
    for (var name : values.keySet()) {
      if (!names.contains(name)) {
        throw new Invalid("invalid filter '" + name + "'", advice);
      }
    }
    return this;
  }

  /** The same with one value more. */
  public FilterValues and(String name, String value) {
    var all = new HashMap<>(values);
    var more = new ArrayList<>(all.getOrDefault(name, List.of()));
    more.add(value);
    all.put(name, more);
    return new FilterValues(all);
  }

  /** Whether a filter was given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether a filter lets something through: it was not given, or one of its values matches. */
  public boolean any(String name, Predicate<String> matches) {
    var wanted = values.getOrDefault(name, List.of());
    return wanted.isEmpty() || wanted.stream().anyMatch(matches);
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
