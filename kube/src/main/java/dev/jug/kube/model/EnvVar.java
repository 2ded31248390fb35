package dev.jug.kube.model;

/** A variable of the environment. */
public record EnvVar(String name, Source source) {
  /** Where its value comes from. */
  public sealed interface Source {
    /** From here; {@code $(NAME)} is still to be replaced. */
    record Text(String value) implements Source {}

    /** From a {@link dev.jug.kube.model.ConfigMap}. */
    record ConfigMapKey(String name, String key, boolean optional) implements Source {}

    /** From a {@link dev.jug.kube.model.Secret}. */
    record SecretKey(String name, String key, boolean optional) implements Source {}

    /** From the pod: {@code metadata.name}, {@code status.podIP}. */
    record PodField(String path) implements Source {}

    /**
     * From a container's limits and requests.
     *
     * @param container empty for its own
     * @param resource as {@code limits.cpu}
     */
    record ContainerResource(String container, String resource, Quantity divisor)
        implements Source {}
  }
}
