package dev.jug.kube.model;

import java.util.Map;

/**
 * What all objects have.
 *
 * @param name a DNS name in lower case; of a template it may be empty
 */
public record Metadata(String name, Map<String, String> labels, Map<String, String> annotations) {
  /** Keeps copies. */
  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
