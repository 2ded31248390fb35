package dev.jug.runtime;

/** What a launch does that no spec can ask for. */
public enum LaunchOption {
  /** A reaper runs as process 1 in front of the command ({@code docker run --init}). */
  INIT,
  /**
   * The root changes by moving its mount over / instead of pivot_root(2), which a root on the
   * initial RAM disk refuses ({@code runc --no-pivot}). Weaker: the host's tree stays mounted
   * below.
   */
  NO_PIVOT,
  /**
   * systemd makes the cgroup: {@code linux.cgroupsPath} is {@code slice:prefix:name} ({@code runc
   * --systemd-cgroup}).
   */
  SYSTEMD_CGROUP,
  /** The files of a root directory belong to the container's users by its own ids. */
  MAPPED_ROOT,
  /** The process keeps the caller's session keyring ({@code runc --no-new-keyring}). */
  SHARED_KEYRING
}
