package dev.jug.kube.model;

import java.util.Map;

/**
 * Entries that are not shown.
 *
 * @param type as {@code Opaque}
 */
public record Secret(Metadata metadata, String type, Map<String, Bytes> data, boolean immutable)
    implements Resource {
  /** Keeps a copy. */
  public Secret {
    data = Map.copyOf(data);
  }

  @Override
  public String toString() {
    return "Secret[" + metadata.name() + ", entries " + data.keySet() + "]";
  }
}
