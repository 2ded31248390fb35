package dev.jug.engine.attack;

import dev.jug.linux.Call;
import dev.jug.linux.cap.Capability;
import dev.jug.linux.landlock.Landlock;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Process;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Spec;
import dev.jug.runtime.landlock.LandlockPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that stand between a container and what an attack wants. An attack names those
 * in its way, in the order in which the kernel meets them.
 */
public sealed interface Fence {
  /** Its name for a person. */
  String shown();

  /** Whether a container with this specification is behind it. */
  boolean isUp(Spec spec);

  /**
   * A capability that the container lacks.
   *
   * @param capability which
   */
  record Lacking(Capability capability) implements Fence {
    @Override
    public String shown() {
      return "no " + capability;
    }

    @Override
    public boolean isUp(Spec spec) {
      var held = process(spec).capabilities();
      return held == null || !held.bounding().contains(capability.toString());
    }
  }

  /**
   * The system call filter.
   *
   * @param call what it refuses, always or with the arguments that matter here
   */
  record Filtered(Call call) implements Fence {
    @Override
    public String shown() {
      return "seccomp";
    }

    @Override
    public boolean isUp(Spec spec) {
      return Optional.ofNullable(linux(spec).seccomp()).filter(this::refuses).isPresent();
    }

    private boolean refuses(Seccomp filter) {
      return filter.syscalls().stream()
          .filter(rule -> rule.names().contains(call.toString()))
          .noneMatch(rule -> rule.action().equals("SCMP_ACT_ALLOW") && rule.args().isEmpty());
    }
  }

  /**
   * Something empty lies over a path.
   *
   * @param path in the container
   */
  record Masked(String path) implements Fence {
    @Override
    public String shown() {
      return "masked " + path;
    }

    @Override
    public boolean isUp(Spec spec) {
      return linux(spec).maskedPaths().contains(path);
    }
  }

  /**
   * A path is mounted read-only.
   *
   * @param path in the container
   */
  record ReadOnly(String path) implements Fence {
    @Override
    public String shown() {
      return "read-only " + path;
    }

    @Override
    public boolean isUp(Spec spec) {
      return linux(spec).readonlyPaths().contains(path)
          || spec.mounts().stream()
              .anyMatch(
                  mount -> mount.destination().equals(path) && mount.options().contains("ro"));
    }
  }

  /**
   * A namespace of the container's own.
   *
   * @param type as specifications call it
   */
  record Apart(String type) implements Fence {
    @Override
    public String shown() {
      return type + " namespace";
    }

    @Override
    public boolean isUp(Spec spec) {
      return linux(spec).namespaces().stream().anyMatch(each -> each.type().equals(type));
    }
  }

  /**
   * The device cgroup.
   *
   * @param type b or c
   * @param major number of the device
   * @param minor number of the device
   */
  record NoDevice(String type, long major, long minor) implements Fence {
    @Override
    public String shown() {
      return "device cgroup";
    }

    @Override
    public boolean isUp(Spec spec) {
      return resources(spec).devices().stream().noneMatch(this::allows);
    }

    private boolean allows(DeviceRule rule) {
      var kind = Objects.requireNonNullElse(rule.type(), "a");
      return rule.allow()
          && (kind.equals("a") || kind.equals(type))
          && matches(rule.major(), major)
          && matches(rule.minor(), minor);
    }

    private static boolean matches(@Nullable Long rule, long number) {
      return rule == null || rule == -1 || rule == number;
    }
  }

  /**
   * The host itself has nothing there.
   *
   * @param path on the host
   */
  record Missing(String path) implements Fence {
    @Override
    public String shown() {
      return "not on this kernel";
    }

    @Override
    public boolean isUp(Spec spec) {
      return Files.notExists(Path.of(path));
    }
  }

  /** The number of processes is limited. */
  record ProcessLimit() implements Fence {
    @Override
    public String shown() {
      return "pids limit";
    }

    @Override
    public boolean isUp(Spec spec) {
      var pids = resources(spec).pids();
      return pids != null && pids.limit() > 0;
    }
  }

  /**
   * The number of files that a process has open is limited.
   *
   * @param wanted how many an attack wants
   */
  record OpenFiles(long wanted) implements Fence {
    @Override
    public String shown() {
      return "open files limit";
    }

    @Override
    public boolean isUp(Spec spec) {
      return process(spec).rlimits().stream()
          .anyMatch(limit ->
              limit.type().equals("RLIMIT_NOFILE")
                  && Long.compareUnsigned(limit.soft(), wanted) < 0);
    }
  }

  /**
   * A policy of Landlock.
   *
   * @param part what of it is in the way
   */
  record Landlocked(Part part) implements Fence {
    /** What a policy fences. */
    public enum Part {
      /** Files that no path in the container leads to, and mounts. */
      FILES,
      /** Processes outside, whatever else the policy is about. */
      PROCESSES,
      SIGNALS,
      SOCKETS
    }

    @Override
    public String shown() {
      return "landlock";
    }

    @Override
    public boolean isUp(Spec spec) {
      return LandlockPolicy.of(spec, Landlock.version()).filter(this::fences).isPresent();
    }

    private boolean fences(LandlockPolicy policy) {
      return switch (part) {
        case FILES -> policy.paths() != null;
        case PROCESSES -> true;
        case SIGNALS -> policy.scope().contains(LandlockPolicy.SIGNALS);
        case SOCKETS -> policy.scope().contains(LandlockPolicy.SOCKETS);
      };
    }
  }

  /**
   * How this engine is made: no option takes it away.
   *
   * @param shown in words
   */
  record BuiltIn(String shown) implements Fence {
    @Override
    public boolean isUp(Spec spec) {
      return true;
    }
  }

  /** Those of a list that are up. */
  static List<Fence> up(List<Fence> fences, Spec spec) {
    return fences.stream().filter(fence -> fence.isUp(spec)).toList();
  }

  private static Process process(Spec spec) {
    return Objects.requireNonNull(spec.process());
  }

  private static Linux linux(Spec spec) {
    return Objects.requireNonNull(spec.linux());
  }

  private static Resources resources(Spec spec) {
    return Objects.requireNonNullElse(linux(spec).resources(), Resources.NONE);
  }
}
