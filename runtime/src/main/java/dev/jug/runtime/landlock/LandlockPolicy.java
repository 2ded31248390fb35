package dev.jug.runtime.landlock;

import dev.jug.linux.landlock.Landlock;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Linux;
import dev.jug.oci.runtime.Spec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A policy of Landlock (landlock(7)). The OCI has no field for it, so a spec carries it as the
 * annotation {@value #ANNOTATION}: {@code default}, or a JSON object. What a policy does not
 * mention it does not fence; of what it mentions nothing is allowed but what it names.
 *
 * @param paths what may be done where; null for any
 * @param tcp which ports of TCP may be used; null for any
 * @param scope what ends at the container: {@value #SIGNALS}, {@value #SOCKETS}
 */
public record LandlockPolicy(@Nullable Paths paths, @Nullable Ports tcp, List<String> scope) {
  /** Where a spec has it. */
  public static final String ANNOTATION = "dev.jug.landlock";

  /** What the annotation says for {@link #usual the default}. */
  public static final String DEFAULT = "default";

  /** The container's processes signal nobody else. */
  public static final String SIGNALS = "signals";

  /** The container's processes connect to no abstract Unix socket of others. */
  public static final String SOCKETS = "abstract-sockets";

  private static final List<String> SCOPES = List.of(SIGNALS, SOCKETS);

  public LandlockPolicy {
    scope = Objects.requireNonNullElse(scope, List.<String>of());
    for (var word : scope) {
      require(SCOPES.contains(word), "scope: \"" + word + "\" is none of " + SCOPES);
    }
    require(
        paths != null || tcp != null || !scope.isEmpty(),
        "it fences nothing: there are paths, tcp and scope");
  }

  /**
   * Where in the container what may be done; a directory stands for all below it. A path that
   * begins with {@code -} may be missing.
   *
   * @param read reading, and listing directories
   * @param execute the same, and executing
   * @param write the same as read, and whatever changes files: writing, making, moving, removing
   */
  public record Paths(List<String> read, List<String> execute, List<String> write) {
    public Paths {
      read = Objects.requireNonNullElse(read, List.<String>of());
      execute = Objects.requireNonNullElse(execute, List.<String>of());
      write = Objects.requireNonNullElse(write, List.<String>of());
      Stream.of(read, execute, write)
          .flatMap(List::stream)
          .forEach(path ->
              require(
                  path.startsWith("/") || path.startsWith("-/"),
                  "paths: \"" + path + "\" does not begin with /"));
    }
  }

  /**
   * Ports of TCP.
   *
   * @param bind those that sockets may be bound to, 0 for any that the kernel chooses; null for all
   * @param connect those that sockets may connect to; null for all
   */
  public record Ports(@Nullable List<Integer> bind, @Nullable List<Integer> connect) {
    private static final int HIGHEST = 65535;

    public Ports {
      Stream.of(Optional.ofNullable(bind), Optional.ofNullable(connect))
          .flatMap(Optional::stream)
          .flatMap(List::stream)
          .forEach(port ->
              require(port >= 0 && port <= HIGHEST, "tcp: " + port + " is no port (0 to 65535)"));
      require(bind != null || connect != null, "tcp: there are bind and connect");
    }
  }

  /**
   * The policy of a spec.
   *
   * @param version of the kernel's Landlock
   * @throws InvalidSpecException if it is none, or this kernel cannot keep it
   */
  public static Optional<LandlockPolicy> of(Spec spec, int version) {
    return Optional.ofNullable(spec.annotations().get(ANNOTATION))
        .map(text -> of(text, spec.linux(), version));
  }

  /**
   * The policy of a text.
   *
   * @param text what the annotation says
   * @param linux which namespaces are shared
   * @param version of the kernel's Landlock
   * @throws InvalidSpecException if it is none, or this kernel cannot keep it
   */
  public static LandlockPolicy of(String text, @Nullable Linux linux, int version) {
    require(
        version > Landlock.NONE,
        "it is not active in this kernel (CONFIG_SECURITY_LANDLOCK, lsm=…,landlock)");
    return text.equals(DEFAULT) ? usual(linux, version) : parse(text).on(version);
  }

  private static LandlockPolicy parse(String json) {
    try {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readValue(json, LandlockPolicy.class);
    } catch (JacksonException e) {
      throw e.getCause() instanceof InvalidSpecException ours
          ? ours
          : invalid("no policy in JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * What takes nothing from a container that keeps to itself: all files below its root, however it
   * gets at them, and no others; no change of what is mounted. Signals and abstract sockets end at
   * the container where it shares the namespaces that would see to that.
   */
  private static LandlockPolicy usual(@Nullable Linux linux, int version) {
    require(
        version >= Landlock.MOVES,
        "the default needs Linux 5.19: before, nothing could be moved to another directory");
    var everywhere = List.of("/");
    var scope =
        version < Landlock.SCOPES
            ? List.<String>of()
            : Stream.concat(
                    isShared(linux, "pid") ? Stream.of(SIGNALS) : Stream.empty(),
                    isShared(linux, "network") ? Stream.of(SOCKETS) : Stream.empty())
                .toList();
    return new LandlockPolicy(new Paths(List.of(), everywhere, everywhere), null, scope);
  }

  private static boolean isShared(@Nullable Linux linux, String namespace) {
    return linux == null
        || linux.namespaces().stream().noneMatch(each -> each.type().equals(namespace));
  }

  /** The same, once it is known that the kernel can keep it. */
  private LandlockPolicy on(int version) {
    require(
        tcp == null || version >= Landlock.PORTS,
        "tcp needs Linux 6.7; this kernel has version " + version + " of Landlock, not 4");
    require(
        scope.isEmpty() || version >= Landlock.SCOPES,
        "scope needs Linux 6.12; this kernel has version " + version + " of Landlock, not 6");
    return this;
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw invalid(otherwise, null);
    }
  }

  private static InvalidSpecException invalid(String why, @Nullable Throwable cause) {
    return new InvalidSpecException("landlock: " + why, cause);
  }
}
