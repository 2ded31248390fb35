package dev.jug.http.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parameters behind the question mark, decoded, in order; names may repeat. */
public final class Query {
  private final List<Parameter> parameters;

  private Query(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * One {@code name=value}.
   *
   * @param value empty when there is no equals sign
   */
  public record Parameter(String name, String value) {}

  /**
   * Reads {@code a=1&b&a=2}, where plus is a space.
   *
   * @throws HttpException 400 for a broken percent-encoding
   */
  public static Query parse(String text) {
    var parameters = new ArrayList<Parameter>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(new Parameter(Percent.decode(name, true), Percent.decode(value, true)));
      }
    }
    return new Query(List.copyOf(parameters));
  }

  /** All of them. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The value of the first parameter of that name. */
  public Optional<String> first(String name) {
    return values(name).findFirst();
  }

  /** The values of all parameters of that name. */
  public List<String> all(String name) {
    return values(name).toList();
  }

  private Stream<String> values(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value);
  }

  @Override
  public String toString() {
    return parameters.toString();
  }
}
