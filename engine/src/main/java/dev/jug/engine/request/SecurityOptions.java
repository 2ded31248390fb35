package dev.jug.engine.request;

import java.util.List;

/**
 * What a container may do.
 *
 * @param capAdd capabilities beyond the default ones, by name, or {@code ALL}
 * @param capDrop capabilities to take away, by name, or {@code ALL}
 * @param privileged whether it gets every capability and device, and no filter
 * @param readOnly whether its root file system is read-only
 * @param options Docker's {@code --security-opt}: {@code no-new-privileges[=true|false]}, {@code
 *     seccomp=unconfined|builtin|FILE}
 */
public record SecurityOptions(
    List<String> capAdd,
    List<String> capDrop,
    boolean privileged,
    boolean readOnly,
    List<String> options) {
  /** The default: neither more nor less. */
  public static final SecurityOptions DEFAULT =
      new SecurityOptions(List.of(), List.of(), false, false, List.of());

  public SecurityOptions {
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    options = List.copyOf(options);
  }
}
