package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.cap.Capability;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.runtime.seccomp.DefaultProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The system call filters. The built-in one depends on the capabilities alone, so each set's is
 * made once.
 */
public final class Filters {
  private final Function<Set<Capability>, Seccomp> builtin;
  private final Map<Set<Capability>, Seccomp> made = new ConcurrentHashMap<>();

  /**
   * Filters from this source.
   *
   * @param builtin the built-in profile, resolved for a set of capabilities
   */
  public Filters(Function<Set<Capability>, Seccomp> builtin) {
    this.builtin = builtin;
  }

  /** Those of the runtime. */
  public static Filters standard() {
    return new Filters(capabilities -> new DefaultProfile().resolve(capabilities));
  }

  /** The filter of a choice; empty for none. */
  Optional<Seccomp> of(SecurityChoice.Filter filter, Set<Capability> capabilities) {
    return switch (filter) {
      case SecurityChoice.Filter.Builtin() -> Optional.of(builtin(capabilities));
      case SecurityChoice.Filter.Unconfined() -> Optional.empty();
      case SecurityChoice.Filter.Profile(var file) -> Optional.of(read(file, capabilities));
      case SecurityChoice.Filter.Inline(var json) ->
          Optional.of(
              ProfileFile.read(json.getBytes(StandardCharsets.UTF_8)).resolve(capabilities));
    };
  }

  /** The built-in filter for these capabilities: the same object each time. */
  public Seccomp builtin(Set<Capability> capabilities) {
    return made.computeIfAbsent(Set.copyOf(capabilities), builtin);
  }

  private static Seccomp read(Path file, Set<Capability> capabilities) {
    try {
      return ProfileFile.read(Files.readAllBytes(file)).resolve(capabilities);
    } catch (IOException e) {
      throw new Invalid(
          "opening seccomp profile (" + file + ") failed: " + FileTrouble.why(e),
          "Give the path of a profile in Docker's JSON form, or seccomp=unconfined.");
    }
  }
}
