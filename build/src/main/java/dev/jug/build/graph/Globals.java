package dev.jug.build.graph;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.expand.Expander;
import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments from before the first stage: what {@code FROM} can use, and stages may declare. */
final class Globals {
  private Globals() {}

  /** Those declared, and those of the platforms, with their values. */
  static Map<String, String> of(Dockerfile dockerfile, PlanRequest request) {
    var expander = new Expander(dockerfile.directives().escape());
    var values = new LinkedHashMap<>(PlatformArgs.of(request));
    for (var arg : dockerfile.globals()) {
      var fault = new Fault(dockerfile, arg);
      for (var variable : arg.variables()) {
        var usual = variable.value();
        var given = request.buildArgs().get(variable.name());
        if (given != null) {
          values.put(variable.name(), given);
        } else if (usual != null) {
          values.put(variable.name(), fault.in(usual, () -> expander.expand(usual, values::get)));
        }
      }
    }
    return values;
  }
}
