package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage.Stored;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The files of an image in a container, which cannot write to them.
 *
 * @param image which one
 * @param target absolute path in the container
 * @param subpath the part of it that is mounted, relative; empty for all of it
 */
public record ImageMount(Stored image, String target, String subpath) {
  public ImageMount {
    target = MountTarget.checked("image", target);
    subpath = Objects.requireNonNullElse(subpath, "");
    if (subpath.startsWith("/") || Path.of(subpath).normalize().startsWith("..")) {
      throw new Invalid(
          "invalid mount config for type \"image\": invalid subpath: '"
              + subpath
              + "' must be a relative path within the image",
          "");
    }
  }

  /** The same of one certain image. */
  public ImageMount of(Stored found) {
    return new ImageMount(found, target, subpath);
  }
}
