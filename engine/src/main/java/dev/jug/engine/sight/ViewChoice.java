package dev.jug.engine.sight;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.spec.DefaultPaths;
import dev.jug.runtime.ContainerRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a container sees itself or the machine. It is an annotation of the container, so that any
 * client can ask for it, and everybody can see what was decided.
 */
public final class ViewChoice {
  /** Name of the annotation, or for clients that know none, of the label. */
  public static final String NAME = "dev.jug.view";

  /** Itself. */
  public static final String CONTAINER = "container";

  /** The machine. */
  public static final String HOST = "host";

  /** Itself, in sysinfo(2) too. */
  private static final String FULL = "full";

  private static final Set<String> COVERS_ALL = Set.of("/proc", "/sys");

  private ViewChoice() {}

  /**
   * A request in which it is decided. Who asks for nothing sees itself if it has a limit of memory
   * or processors, or is in a resource container, which may have some. One that has all of /proc
   * sees the machine: somebody wants it as the kernel makes it, and with covered files no container
   * inside of it could mount its own.
   *
   * @param usual what the administrator says: {@link #CONTAINER}, {@link #HOST}, or nothing
   * @throws Invalid if it asks for something else
   */
  public static ContainerRequest complete(ContainerRequest request, Optional<String> usual) {
    if (asked(request) != null) {
      seesItself(request);
      return request;
    }
    boolean possible = !(request.image() instanceof ContainerImage.Bundle) && !coversAll(request);
    boolean itself =
        usual.isPresent()
            ? usual.get().equals(CONTAINER)
            : (isLimited(request.resources()) || isInBudget(request))
                && !DefaultPaths.masked(request.security()).isEmpty();
    return possible && itself ? with(request, CONTAINER) : request;
  }

  private static ContainerRequest with(ContainerRequest request, String word) {
    Map<String, String> annotations = new TreeMap<>(request.annotations());
    annotations.put(NAME, word);
    return request.toBuilder(request.image()).annotations(annotations).build();
  }

  /** Whether a container was to see itself, as far as is decided. */
  static boolean seesItself(ContainerRequest request) {
    return switch (asked(request)) {
      case null -> false;
      case HOST -> false;
      case CONTAINER, FULL -> true;
      case String other ->
          throw new Invalid(
              "invalid view: \"" + other + "\"",
              "There are container, what it may use, host, what the machine has, and full:"
                  + " container, for the call sysinfo(2) too.");
    };
  }

  /** Whether it was to see itself in sysinfo(2) too. */
  static boolean asksAll(ContainerRequest request) {
    return FULL.equals(asked(request));
  }

  private static @Nullable String asked(ContainerRequest request) {
    return request.annotations().getOrDefault(NAME, request.labels().get(NAME));
  }

  /** What somebody mounts at /proc is what they want to see there. */
  private static boolean coversAll(ContainerRequest request) {
    return request.storage().allBinds().stream()
        .anyMatch(bind -> COVERS_ALL.contains(bind.target()));
  }

  private static boolean isInBudget(ContainerRequest request) {
    var parent = request.cgroupParent();
    return parent != null && parent.contains("/" + ContainerRuntime.BUDGET_PREFIX);
  }

  private static boolean isLimited(ResourceOptions resources) {
    return Stream.of(resources.memory(), resources.nanoCpus(), resources.cpuQuota())
            .anyMatch(limit -> limit != null && limit > 0)
        || (resources.cpusetCpus() != null && !resources.cpusetCpus().isEmpty());
  }
}
