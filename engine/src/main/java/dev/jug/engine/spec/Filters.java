package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.cap.Capability;
import dev.jug.oci.runtime.Seccomp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The system call filters. The built-in one depends on the capabilities alone, so each set's is made once. */
public final class Filters {
  private static final Seccomp NONE =
      new Seccomp("SCMP_ACT_ALLOW", null, List.of(), List.of(), List.of());

  private final Function<Set<Capability>, Seccomp> builtin;
  private final Function<byte[], Seccomp> profile;
  private final Map<Set<Capability>, Seccomp> made = new ConcurrentHashMap<>();

  /**
   * Filters from these sources.
   *
   * @param builtin the built-in profile, resolved for a set of capabilities
   * @param profile reads a profile of somebody's own
   */
  public Filters(Function<Set<Capability>, Seccomp> builtin, Function<byte[], Seccomp> profile) {
    this.builtin = builtin;
    this.profile = profile;
  }

  /** Those of the runtime. */
  public static Filters standard() {
    return new Filters(_ -> NONE, _ -> NONE);
  }

  /** The filter of a choice; empty for none. */
  Optional<Seccomp> of(SecurityChoice.Filter filter, Set<Capability> capabilities) {
    return switch (filter) {
      case SecurityChoice.Filter.Builtin() -> Optional.of(builtin(capabilities));
      case SecurityChoice.Filter.Unconfined() -> Optional.empty();
      case SecurityChoice.Filter.Profile(var file) -> Optional.of(read(file));
    };
  }

  /** The built-in filter for these capabilities: the same object each time. */
  public Seccomp builtin(Set<Capability> capabilities) {
    return made.computeIfAbsent(Set.copyOf(capabilities), builtin);
  }

  private Seccomp read(Path file) {
    try {
      return profile.apply(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Invalid(
          "opening seccomp profile (" + file + ") failed: " + e.getMessage(),
          "Give the path of a profile in Docker's JSON form, or seccomp=unconfined.");
    }
  }
}
