package dev.jug.kube.decode;

import dev.jug.kube.yaml.Fields;
import java.util.ArrayList;
import java.util.Optional;

/** Where Kubernetes wants one of several fields. */
final class One {
  private One() {}

  /** The one that is there; it is a mistake if there is another, or none. */
  @SafeVarargs
  static <T> Optional<T> of(Fields fields, String what, Optional<? extends T>... choices) {
    var there = new ArrayList<T>();
    for (var choice : choices) {
      choice.ifPresent(there::add);
    }
    if (there.size() != 1) {
      fields.wrong(
          there.isEmpty() ? "a " + what + " is missing" : "more than one " + what + " is there");
    }
    return there.isEmpty() ? Optional.empty() : Optional.of(there.getFirst());
  }
}
