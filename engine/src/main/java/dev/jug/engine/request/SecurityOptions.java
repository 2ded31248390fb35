package dev.jug.engine.request;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a container may do.
 *
 * @param capAdd capabilities beyond the default ones, by name, or {@code ALL}
 * @param capDrop capabilities to take away, by name, or {@code ALL}
 * @param privileged whether it gets every capability and device, and no filter
 * @param readOnly whether its root file system is read-only
 * @param options Docker's {@code --security-opt}: {@code no-new-privileges[=true|false]}, {@code
 *     seccomp=unconfined|builtin|FILE}
 * @param paths which paths of /proc and /sys it may not see or write; null for the usual ones, as
 *     far as the options leave them
 */
public record SecurityOptions(
    List<String> capAdd,
    List<String> capDrop,
    boolean privileged,
    boolean readOnly,
    List<String> options,
    @Nullable GuardedPaths paths) {
  /** The default: neither more nor less. */
  public static final SecurityOptions DEFAULT =
      new SecurityOptions(List.of(), List.of(), false, false, List.of());

  public SecurityOptions {
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    options = List.copyOf(options);
  }

  /** With the usual paths. */
  public SecurityOptions(
      List<String> capAdd,
      List<String> capDrop,
      boolean privileged,
      boolean readOnly,
      List<String> options) {
    this(capAdd, capDrop, privileged, readOnly, options, null);
  }

  /**
   * Paths that a container does not have as the kernel has them.
   *
   * @param masked it sees nothing there
   * @param readOnly it cannot write there
   */
  public record GuardedPaths(List<String> masked, List<String> readOnly) {
    public GuardedPaths {
      masked = List.copyOf(masked);
      readOnly = List.copyOf(readOnly);
    }
  }
}
