package dev.jug.kube.model;

/**
 * A volume in a container.
 *
 * @param mountPath in the container
 * @param subPath of the volume, empty for all; {@code $(NAME)} is to be replaced if it is an
 *     expression
 */
public record VolumeMount(
    String name,
    String mountPath,
    String subPath,
    boolean subPathIsExpression,
    boolean readOnly,
    Propagation propagation) {
  /** The same of this part of the volume. */
  public VolumeMount of(String part) {
    return new VolumeMount(name, mountPath, part, false, readOnly, propagation);
  }

  /** Which mounts below are seen on the other side. */
  public enum Propagation {
    /** None. */
    NONE,
    /** The host's in the container. */
    HOST_TO_CONTAINER,
    /** Both. */
    BIDIRECTIONAL
  }
}
