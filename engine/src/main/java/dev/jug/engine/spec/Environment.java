package dev.jug.engine.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Environment variables: later ones replace earlier ones in their place, and a name without a value
 * removes.
 */
final class Environment {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final Map<String, String> variables = new LinkedHashMap<>();

  private Environment() {}

  /** What every container starts with. */
  static Environment ofContainer(String hostname, boolean terminal) {
    var environment = new Environment();
    environment.variables.put("PATH", PATH);
    environment.variables.put("HOSTNAME", hostname);
    if (terminal) {
      environment.variables.put("TERM", "xterm");
    }
    return environment;
  }

  /** These and nothing else. */
  static Environment of(List<String> entries) {
    return new Environment().with(entries);
  }

  Environment with(List<String> entries) {
    for (var entry : entries) {
      int equals = entry.indexOf('=');
      if (equals < 0) {
        variables.remove(entry);
      } else {
        variables.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return this;
  }

  /** The home directory, unless somebody set one. */
  Environment withHome(String home) {
    variables.putIfAbsent("HOME", home);
    return this;
  }

  List<String> entries() {
    return variables.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).toList();
  }
}
