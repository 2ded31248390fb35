package dev.jug.image.registry.auth;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a server wants to be told who asks (RFC 9110, "WWW-Authenticate").
 *
 * @param scheme in lower case, such as {@code bearer}
 * @param parameters by name in lower case
 */
public record Challenge(String scheme, Map<String, String> parameters) {
  public Challenge {
    scheme = scheme.toLowerCase(Locale.ROOT);
    parameters = Map.copyOf(parameters);
  }

  /** A parameter that is there and not empty. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /** What the server says a token must be good for. */
  Set<Scope> scopes() {
    return Arrays.stream(parameters.getOrDefault("scope", "").split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(Scope::new)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The one that we can answer best. */
  static Optional<Challenge> best(Collection<Challenge> challenges) {
    return List.of("bearer", "basic").stream()
        .flatMap(scheme -> challenges.stream().filter(c -> c.scheme.equals(scheme)))
        .findFirst();
  }
}
