package dev.jug.kube.model;

import java.util.Map;

/** Entries for environments and files. */
public record ConfigMap(Metadata metadata, Map<String, Bytes> data, boolean immutable)
    implements Resource {
  /** Keeps a copy. */
  public ConfigMap {
    data = Map.copyOf(data);
  }
}
