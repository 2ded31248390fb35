package dev.jug.runtime.launch;

import dev.jug.oci.runtime.IntelRdt;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.LaunchException.Kind;
import dev.jug.runtime.resctrl.ControlGroups;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/** The shares of caches and memory bandwidth that containers have. */
record CacheShares(ControlGroups groups) {
  private static Optional<IntelRdt> share(Launch launch) {
    return Optional.ofNullable(Objects.requireNonNull(launch.spec().linux()).intelRdt());
  }

  void join(Launch launch, int pid) {
    share(launch)
        .ifPresent(share -> {
          try {
            groups.join(launch.id(), share, pid);
          } catch (InvalidSpecException e) {
            throw failed(e.getMessage());
          } catch (IOException e) {
            throw failed("linux.intelRdt: " + e.getMessage());
          }
        });
  }

  /** One that does not exist any more is fine. */
  void leave(Launch launch) {
    share(launch)
        .ifPresent(share -> {
          try {
            groups.leave(launch.id(), share);
          } catch (IOException e) {
            throw failed("linux.intelRdt: cannot remove the container's group: " + e.getMessage());
          }
        });
  }

  private static LaunchException failed(String message) {
    return new LaunchException(Kind.OTHER, Optional.empty(), message);
  }
}
