package dev.jug.buildkit.solve;

import dev.jug.build.attest.AttestWish;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.PlanRequest;
import dev.jug.engine.build.BuildLimits;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.oci.image.Platform;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of the front end {@code dockerfile.v0}.
 *
 * @param options by name, as they come
 */
public record FrontendOptions(Map<String, String> options) {
  /** Such arguments are for the front end, not for Dockerfiles. */
  private static final String OWN_ARGUMENT = "BUILDKIT_";

  private static final String CONTEXT = "context:";
  private static final String DIRECTORY = "local:";
  private static final String IMAGE = "docker-image://";

  public FrontendOptions {
    options = Map.copyOf(options);
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(options.get(name)).filter(text -> !text.isEmpty());
  }

  private String get(String name, String usual) {
    return find(name).orElse(usual);
  }

  private static Unavailable refusal(String what, String advice) {
    return new Unavailable(what + " is not supported by this engine", advice);
  }

  /**
   * Refuses what is not there.
   *
   * @throws Unavailable with what to do
   */
  void check() {
    if (find("requestid").isPresent()) {
      throw refusal(
          "the request " + get("requestid", ""), "Leave --call, --check and --print out.");
    }
  }

  /** The address of the build context, if it is no directory of the client's. */
  Optional<String> context() {
    return find("context");
  }

  /** What the client calls the directory that the build context is. */
  String contextDirectory() {
    return get("contextkey", "context");
  }

  /** What it calls the directory that the Dockerfile is in. */
  String dockerfileDirectory() {
    return get("dockerfilekey", "dockerfile");
  }

  /** The Dockerfile in that. */
  String filename() {
    return get("filename", "Dockerfile");
  }

  /** Whether to look for newer base images. */
  boolean pulls() {
    return get("image-resolve-mode", "").equals("pull");
  }

  /** Whether steps that were run before need not run again. */
  boolean usesCache() {
    return !options.containsKey("no-cache");
  }

  Map<String, String> labels() {
    return below("label:");
  }

  Map<String, String> buildArguments() {
    var all = below("build-arg:");
    all.keySet().removeIf(name -> name.startsWith(OWN_ARGUMENT));
    return all;
  }

  private Map<String, String> below(String prefix) {
    var found = new LinkedHashMap<String, String>();
    options.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), value);
      }
    });
    return found;
  }

  /** What the client calls the directories of further contexts, by the contexts' names. */
  Map<String, String> directories() {
    var found = contexts();
    found.values().removeIf(where -> !where.startsWith(DIRECTORY));
    found.replaceAll((_, where) -> where.substring(DIRECTORY.length()));
    return found;
  }

  /** Addresses of further contexts, by their names. */
  Map<String, AddSource> addresses() {
    var found = new LinkedHashMap<String, AddSource>();
    contexts()
        .forEach((name, where) -> {
          if (!where.startsWith(DIRECTORY) && !where.startsWith(IMAGE)) {
            found.put(
                name,
                AddSource.remote(where)
                    .orElseThrow(() ->
                        refusal(
                            "the build context " + name + "=" + where,
                            "Give a directory, an address, or docker-image://IMAGE.")));
          }
        });
    return found;
  }

  private Map<String, String> images() {
    var found = contexts();
    found.values().removeIf(where -> !where.startsWith(IMAGE));
    found.replaceAll((_, where) -> where.substring(IMAGE.length()));
    return found;
  }

  private Map<String, String> contexts() {
    return below(CONTEXT);
  }

  /** The time of everything made, if the client says it. */
  @Nullable Long epoch() {
    return BuildOptions.epoch(buildArguments()).orElse(null);
  }

  /**
   * What is to be said of the image. Clients that are not told otherwise ask for a provenance where
   * it costs nothing ({@code inline-only}); here it makes another document of the image's name.
   */
  AttestWish attests() {
    var wish = AttestWish.NONE;
    for (var each : below("attest:").entrySet()) {
      if (!each.getValue().contains("inline-only=true")) {
        wish = wish.and(each.getKey(), each.getValue());
      }
    }
    return wish;
  }

  /** What it is built for: at least one, each once. */
  List<Platform> platforms() {
    return find("platform")
        .map(text -> Arrays.stream(text.split(",", -1)).map(Platform::parse).distinct().toList())
        .orElse(List.of(Platform.host()));
  }

  /** What the plan needs to know. */
  PlanRequest plan(Platform platform) {
    return new PlanRequest(
        buildArguments(),
        find("target").orElse(null),
        platform,
        Platform.host(),
        places(),
        images());
  }

  private Set<String> places() {
    var names = new HashSet<>(directories().keySet());
    names.addAll(addresses().keySet());
    return names;
  }

  /** What all commands have in common. */
  BuildLimits limits() {
    return new BuildLimits(
        ResourceOptions.NONE,
        list("ulimit").stream().map(FrontendOptions::limit).toList(),
        NamespaceMode.parseNetwork(get("force-network-mode", "")),
        withHosts(list("add-hosts").stream().map(FrontendOptions::host).toList()),
        find("shm-size").map(FrontendOptions::number).orElse(null));
  }

  private static NetworkOptions withHosts(List<String> hosts) {
    return new NetworkOptions(
        List.of(), List.of(), List.of(), false, List.of(), List.of(), List.of(), hosts, List.of(),
        Map.of());
  }

  private List<String> list(String name) {
    return find(name).map(text -> Arrays.asList(text.split(",", -1))).orElse(List.of());
  }

  /** {@code NAME=ADDRESS}; addresses of IPv6 may stand in brackets. */
  private static String host(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new Invalid("invalid host: " + text, "Write --add-host NAME:ADDRESS.");
    }
    var address = text.substring(equals + 1).replaceAll("^\\[(.*)]$", "$1");
    return text.substring(0, equals) + ":" + address;
  }

  /** {@code NAME=SOFT:HARD}. */
  private static ResourceLimit limit(String text) {
    if (!text.matches("[a-z]+=-?[0-9]{1,18}(:-?[0-9]{1,18})?")) {
      throw new Invalid("invalid ulimit: " + text, "Write --ulimit NAME=SOFT:HARD.");
    }
    var parts = text.split("[=:]", -1);
    long soft = Long.parseLong(parts[1]);
    return new ResourceLimit(parts[0], soft, parts.length > 2 ? Long.parseLong(parts[2]) : soft);
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new Invalid("invalid size: " + text, "Write --shm-size BYTES.");
    }
    return Long.parseLong(text);
  }
}
