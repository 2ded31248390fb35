package dev.jug.engine;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.settings.EngineSettings;
import dev.jug.image.sign.PolicyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine lives.
 *
 * @param state what outlives the machine's restart: records, logs, changes
 * @param run what does not: sockets and exit statuses; short, for socket paths have 107 bytes at
 *     most
 * @param storageDriver how layers of images are kept: {@code erofs}, {@code overlay} or {@code
 *     vfs}; null for the fastest that works
 * @param policy says which images must be signed
 * @param settings what an administrator says besides
 */
public record EngineConfig(
    Path state,
    Path run,
    @Nullable String storageDriver,
    PolicyFile policy,
    EngineSettings settings) {
  /**
   * What {@link dev.jug.runtime.Launch} allows for a state directory, so that a socket's path has
   * room below it.
   */
  private static final int LONGEST_STATE = 90;

  /** {@code /live}, {@code /containers/}, 12 digits, {@code /exec/}, 12 digits. */
  private static final int BELOW_RUN = 5 + 12 + 12 + 6 + 12;

  /** The places of a system-wide engine. */
  public static final EngineConfig SYSTEM =
      new EngineConfig(Path.of("/var/lib/jug"), Path.of("/run/jug"));

  /** With the fastest storage driver that works, and the system's policy. */
  public EngineConfig(Path state, Path run) {
    this(state, run, null, PolicyFile.SYSTEM, EngineSettings.DEFAULT);
  }

  public EngineConfig {
    check("state", state);
    check("run", run);
    int room = LONGEST_STATE - BELOW_RUN;
    if (run.toString().getBytes(StandardCharsets.UTF_8).length > room) {
      throw new Invalid(
          "the run directory's path is too long: " + run,
          "Sockets lie below it, whose paths have 107 bytes at most: use " + room + " or fewer.");
    }
  }

  /**
   * The cgroup that holds this engine's containers: {@code /jug} for the system-wide engine, one
   * named after its state directory for any other, since an engine that opens removes what it does
   * not know there.
   */
  public String cgroup() {
    var parent = settings.places().cgroupParent().filter(path -> !path.equals("/")).orElse("");
    return parent + "/" + tag();
  }

  /**
   * What tells things of this engine from those of others, in the kernel: {@code jug} for the
   * system-wide engine, with a number for any other.
   */
  public String tag() {
    return state.equals(SYSTEM.state())
        ? "jug"
        : "jug-" + HexFormat.of().toHexDigits(state.toString().hashCode());
  }

  private static void check(String name, Path path) {
    if (!path.isAbsolute() || !path.equals(path.normalize())) {
      throw new Invalid("the " + name + " directory must be an absolute, plain path: " + path, "");
    }
  }
}
