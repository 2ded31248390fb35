package dev.jug.engine.request;

import dev.jug.engine.request.ContainerImage.Stored;

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
    subpath = Subpath.checked("image", "image", subpath);
  }

  /** The same of one certain image. */
  public ImageMount of(Stored found) {
    return new ImageMount(found, target, subpath);
  }
}
