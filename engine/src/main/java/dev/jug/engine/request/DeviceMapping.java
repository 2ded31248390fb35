package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;

/**
 * A device of the host in a container ({@code --device}).
 *
 * @param source absolute path on the host
 * @param target absolute path in the container
 * @param access letters out of {@code rwm}
 */
public record DeviceMapping(Path source, String target, String access) {
  /** Reads {@code SOURCE[:TARGET[:rwm]]}. */
  public static DeviceMapping parse(String text) {
    var parts = text.split(":", -1);
    var target = parts.length > 1 && parts[1].startsWith("/") ? parts[1] : parts[0];
    var access = parts.length > 1 && target.equals(parts[0]) ? parts[1] : "rwm";
    if (parts.length == 3) {
      access = parts[2];
    }
    if (parts.length > 3 || !target.startsWith("/") || !access.matches("[rwm]{1,3}")) {
      throw new Invalid(
          "bad device specification: " + text, "Example: --device /dev/fuse:/dev/fuse:rw");
    }
    return new DeviceMapping(Path.of(parts[0]), target, access);
  }
}
