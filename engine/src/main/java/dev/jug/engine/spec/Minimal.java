package dev.jug.engine.spec;

import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Spec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Specs that say less than all. */
public final class Minimal {
  static final Linux LINUX =
      new Linux(
          List.of(), List.of(), List.of(), List.of(), null, null, List.of(), List.of(), Map.of(),
          null, null, Map.of());

  private Minimal() {}

  /** Enough to release what a container still holds. */
  public static Spec nothing() {
    return new Spec("1.2.0", null, List.of(), null, null, null, Map.of(), LINUX);
  }

  /** The spec with another system call filter, or none. */
  public static Spec withFilter(Spec spec, @Nullable Seccomp filter) {
    var linux = spec.linux() == null ? LINUX : spec.linux();
    return spec.withLinux(linux.withSeccomp(filter));
  }
}
