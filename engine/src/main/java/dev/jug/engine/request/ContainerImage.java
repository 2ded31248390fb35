package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a container is made from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ContainerImage.Host.class, name = "host"),
  @JsonSubTypes.Type(value = ContainerImage.Rootfs.class, name = "rootfs"),
  @JsonSubTypes.Type(value = ContainerImage.Bundle.class, name = "bundle"),
  @JsonSubTypes.Type(value = ContainerImage.Stored.class, name = "image")
})
public sealed interface ContainerImage {
  /**
   * The built-in image {@code host}: this machine's own system, below a layer that takes the
   * changes (docs/host-image.md).
   *
   * @param exposeSecrets whether files that an ordinary user could not read are in it
   */
  record Host(boolean exposeSecrets) implements ContainerImage {}

  /**
   * A directory, used as it is.
   *
   * @param path absolute path of a directory
   */
  record Rootfs(Path path) implements ContainerImage {}

  /**
   * An OCI bundle: a directory with a {@code config.json}, which decides everything that the
   * request does not say.
   *
   * @param path absolute path of a directory
   */
  record Bundle(Path path) implements ContainerImage {}

  /**
   * An image of the store.
   *
   * @param name what the user called it
   * @param manifest digest of the manifest that this name stood for when the container was made;
   *     null before that
   */
  record Stored(String name, @Nullable String manifest) implements ContainerImage {}

  /** What {@code ps} and {@code inspect} call it. */
  default String shown() {
    return switch (this) {
      case Host _ -> "host";
      case Rootfs(var path) -> path.toString();
      case Bundle(var path) -> path.toString();
      case Stored(var name, _) -> name;
    };
  }
}
