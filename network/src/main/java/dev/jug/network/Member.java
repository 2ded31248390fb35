package dev.jug.network;

import java.util.Map;

/**
 * A container on a network.
 *
 * @param container its id
 * @param name its name
 * @param labels its labels
 * @param endpoint how it is on it
 */
public record Member(String container, String name, Map<String, String> labels, Endpoint endpoint) {
  public Member {
    labels = Map.copyOf(labels);
  }

  /** One without labels. */
  public Member(String container, String name, Endpoint endpoint) {
    this(container, name, Map.of(), endpoint);
  }

  Member called(String another, Endpoint known) {
    return new Member(container, another, labels, known);
  }
}
