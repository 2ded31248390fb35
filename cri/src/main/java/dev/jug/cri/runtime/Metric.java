package dev.jug.cri.runtime;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A figure by the name that cAdvisor gave it: dashboards and alerts of clusters ask for these.
 *
 * @param help what it is, in words
 * @param type {@code COUNTER} or {@code GAUGE}
 * @param keys names of the labels that not all figures have
 * @param labels their values
 * @param figure a whole number, for the interface has no others
 */
record Metric<T>(
    String name,
    String help,
    String type,
    List<String> keys,
    Function<T, List<String>> labels,
    ToLongFunction<T> figure) {
  static <T> Metric<T> counter(String name, String help, ToLongFunction<T> figure) {
    return new Metric<>(name, help, "COUNTER", List.of(), _ -> List.of(), figure);
  }

  static <T> Metric<T> gauge(String name, String help, ToLongFunction<T> figure) {
    return new Metric<>(name, help, "GAUGE", List.of(), _ -> List.of(), figure);
  }

  /** With one more label. */
  Metric<T> by(String key, Function<T, String> value) {
    return new Metric<>(
        name,
        help,
        type,
        Stream.concat(keys.stream(), Stream.of(key)).toList(),
        of -> Stream.concat(labels.apply(of).stream(), Stream.of(value.apply(of))).toList(),
        figure);
  }

  /** With one more label that is always the same. */
  Metric<T> by(String key, String value) {
    return by(key, _ -> value);
  }
}
