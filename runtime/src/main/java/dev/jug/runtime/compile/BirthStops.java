package dev.jug.runtime.compile;

import dev.jug.oci.runtime.Hooks;
import dev.jug.oci.runtime.Linux;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchOption;
import java.util.Objects;

/**
 * The points at which a container that is being born waits until the engine has done its part.
 *
 * @param first before it enters its cgroup: systemd puts it into a scope
 * @param network in its namespaces, before anything else: it gets its networks, if those can be
 *     made only once there is a namespace for them
 * @param beforePivot in its namespaces, with the host's files still in reach: it gets its network
 *     devices and its share of caches, and the hooks prestart, createRuntime and createContainer
 *     run
 * @param beforeStart in its root: the hooks startContainer run, unless it is started later
 */
public record BirthStops(boolean first, boolean network, boolean beforePivot, boolean beforeStart) {
  /** Those of a launch whose spec has a Linux part. */
  public static BirthStops of(Launch launch) {
    var hooks = Objects.requireNonNull(launch.spec().hooks());
    return new BirthStops(
        launch.has(LaunchOption.SYSTEMD_CGROUP),
        launch.network().isPresent(),
        hasResources(Objects.requireNonNull(launch.spec().linux())) || hasEarly(hooks),
        !launch.custody().waits() && !hooks.startContainer().isEmpty());
  }

  private static boolean hasResources(Linux linux) {
    return !linux.netDevices().isEmpty() || linux.intelRdt() != null;
  }

  private static boolean hasEarly(Hooks hooks) {
    return !(hooks.prestart().isEmpty()
        && hooks.createRuntime().isEmpty()
        && hooks.createContainer().isEmpty());
  }

  /** Whether there is any. */
  boolean any() {
    return first || network || beforePivot || beforeStart;
  }
}
