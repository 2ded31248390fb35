package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.From;
import dev.jug.oci.image.Platform;
import java.util.Optional;

/** The one rule that needs the base image. */
public final class PlatformCheck {
  private PlatformCheck() {}

  /**
   * Whether a base image is for the platform that it was asked for.
   *
   * @param wanted what the stage is for
   * @param found what the image says
   */
  public static Optional<Finding> check(From from, Platform wanted, Platform found) {
    return wanted.distanceTo(found) >= 0
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Rule.INVALID_BASE_IMAGE_PLATFORM,
                "Base image "
                    + from.image()
                    + " was pulled with platform \""
                    + found
                    + "\", expected \""
                    + wanted
                    + "\" for current build",
                from.origin().range()));
  }
}
