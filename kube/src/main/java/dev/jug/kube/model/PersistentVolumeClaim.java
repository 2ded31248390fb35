package dev.jug.kube.model;

import java.util.List;
import java.util.Optional;

/**
 * A volume that outlives pods.
 *
 * @param accessModes as {@code ReadWriteOnce}; on one machine all are the same
 * @param storage how much it is to hold
 * @param volumeName one that is there already
 */
public record PersistentVolumeClaim(
    Metadata metadata, List<String> accessModes, Quantity storage, Optional<String> volumeName)
    implements Resource {
  /** Keeps a copy. */
  public PersistentVolumeClaim {
    accessModes = List.copyOf(accessModes);
  }
}
