package dev.jug.engine.request;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** Where a container's root file system comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
  @JsonSubTypes.Type(value = ImageSource.Host.class, name = "host"),
  @JsonSubTypes.Type(value = ImageSource.Rootfs.class, name = "rootfs"),
  @JsonSubTypes.Type(value = ImageSource.Bundle.class, name = "bundle")
})
public sealed interface ImageSource {
  /**
   * The built-in image {@code host}: this machine's own system, below a layer that takes the
   * changes (docs/host-image.md).
   *
   * @param exposeSecrets whether files that an ordinary user could not read are in it
   */
  record Host(boolean exposeSecrets) implements ImageSource {}

  /**
   * A directory, used as it is.
   *
   * @param path absolute path of a directory
   */
  record Rootfs(Path path) implements ImageSource {}

  /**
   * An OCI bundle: a directory with a {@code config.json}, which decides everything that the
   * request does not say.
   *
   * @param path absolute path of a directory
   */
  record Bundle(Path path) implements ImageSource {}

  /** What {@code ps} and {@code inspect} call it. */
  default String shown() {
    return switch (this) {
      case Host _ -> "host";
      case Rootfs(var path) -> path.toString();
      case Bundle(var path) -> path.toString();
    };
  }
}
