package dev.jug.kube.model;

import java.util.Map;

/**
 * What a container needs and may take at most, by resource: {@code cpu}, {@code memory}, {@code
 * ephemeral-storage}, {@code hugepages-…}.
 */
public record Resources(Map<String, Quantity> requests, Map<String, Quantity> limits) {
  /** Nothing is said. */
  public static final Resources NONE = new Resources(Map.of(), Map.of());

  /** Keeps copies. */
  public Resources {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }
}
