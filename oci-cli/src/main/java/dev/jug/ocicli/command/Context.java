package dev.jug.ocicli.command;

import dev.jug.door.Front;
import dev.jug.runtime.lifecycle.Lifecycle;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a command works with.
 *
 * @param front who asked
 * @param errors where warnings go
 * @param opener opens the containers under the root that was asked for
 * @param systemdCgroup whether systemd is to make cgroups
 */
record Context(Front front, Errors errors, Supplier<Lifecycle> opener, boolean systemdCgroup) {
  Lifecycle lifecycle() {
    return opener.get();
  }

  /** A path as the caller means it. */
  Path path(String path) {
    return Path.of(front.request().directory()).resolve(path).normalize();
  }
}
