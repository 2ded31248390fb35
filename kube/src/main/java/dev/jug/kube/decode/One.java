package dev.jug.kube.decode;

import dev.jug.kube.yaml.Fields;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Kubernetes wants one of several fields. */
final class One {
  private One() {}

  /** The one that is there; it is a mistake if there is another, or none. */
  @SafeVarargs
  static <T> Optional<T> of(Fields fields, String what, Optional<? extends T>... choices) {
    var there = Stream.of(choices).flatMap(Optional::stream).toList();
    if (there.size() != 1) {
      fields.wrong(
          there.isEmpty() ? "a " + what + " is missing" : "more than one " + what + " is there");
    }
    return there.isEmpty() ? Optional.empty() : Optional.of(there.getFirst());
  }
}
