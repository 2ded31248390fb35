package dev.jug.build.graph;

import dev.jug.build.dockerfile.expand.Expander;
import dev.jug.build.dockerfile.expand.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of a stage: arguments, and over them the environment. */
final class Scope implements Variables {
  private final Map<String, String> args = new LinkedHashMap<>();
  private final Map<String, String> env = new LinkedHashMap<>();
  private final Expander expander;

  Scope(StageStart base, char escape) {
    args.putAll(base.args());
    expander = new Expander(escape);
    for (var entry : base.config().env()) {
      int equals = entry.indexOf('=');
      env.put(
          equals < 0 ? entry : entry.substring(0, equals),
          equals < 0 ? "" : entry.substring(equals + 1));
    }
  }

  @Override
  public @Nullable String get(String name) {
    var value = env.get(name);
    return value == null ? args.get(name) : value;
  }

  void setEnv(String name, String value) {
    env.put(name, value);
  }

  void setArg(String name, String value) {
    args.put(name, value);
  }

  Map<String, String> args() {
    return args;
  }

  /** {@code NAME=value}, in the order they were first set. */
  List<String> env() {
    return lines(env);
  }

  /** Arguments as {@code NAME=value}. */
  List<String> argLines() {
    return lines(args);
  }

  /** What a command sees: arguments where the environment has none of the name. */
  List<String> commandEnv() {
    var all = new LinkedHashMap<>(args);
    all.putAll(env);
    return lines(all);
  }

  private static List<String> lines(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  /** What a word of an instruction means. */
  String expand(String word, Fault fault) {
    return fault.in(word, () -> expander.expand(word, this));
  }

  @Nullable String expandOptional(@Nullable String word, Fault fault) {
    return word == null ? null : expand(word, fault);
  }

  List<String> expandAll(List<String> words, Fault fault) {
    return words.stream().map(word -> expand(word, fault)).toList();
  }

  /** The same, where blanks in values split. */
  List<String> words(List<String> words, Fault fault) {
    return words.stream()
        .flatMap(word -> fault.in(word, () -> expander.words(word, this)).stream())
        .toList();
  }

  /** Lines of a here-document. */
  String expandLines(String lines, Fault fault) {
    return fault.in(lines, () -> expander.expandLines(lines, this));
  }
}
