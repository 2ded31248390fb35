package dev.jug.docker.build;

import dev.jug.build.attest.AttestWish;
import dev.jug.build.cache.BuildCaches;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.exec.Vault;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.PlanRequest;
import dev.jug.docker.json.Fields;
import dev.jug.docker.json.Queries;
import dev.jug.engine.build.BuildLimits;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.http.message.Query;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client asks of a build: the query of {@code POST /build}. */
record BuildQuery(Query query, Queries words) {
  /** As BuildKit's clients know it. */
  private static final String INLINE_CACHE = "BUILDKIT_INLINE_CACHE";

  static BuildQuery of(Query query) {
    return new BuildQuery(query, new Queries(query));
  }

  /**
   * Refuses what is not there.
   *
   * @throws Unavailable with what to do
   */
  void check() {
    if (words.flag("squash")) {
      throw new Unavailable("squash is not supported", "Leave --squash out: nothing else changes.");
    }
  }

  /** Whether the client speaks BuildKit. */
  boolean isOfSession() {
    return words.word("version").filter("2"::equals).isPresent();
  }

  String dockerfile() {
    return words.word("dockerfile").filter(text -> !text.isEmpty()).orElse("Dockerfile");
  }

  /**
   * Where the context is, if the client does not send it.
   *
   * @throws Invalid if that is no address
   */
  Optional<AddSource> remote() {
    return words
        .word("remote")
        .filter(text -> !text.isEmpty())
        .map(text ->
            AddSource.remote(text)
                .orElseThrow(() ->
                    new Invalid(
                        "unable to prepare context: '" + text + "' is no address",
                        "Write https://HOST/FILE.tar.gz, or https://HOST/REPOSITORY.git#REF:DIRECTORY.")));
  }

  boolean isQuiet() {
    return words.flag("q");
  }

  boolean pulls() {
    return words.flag("pull");
  }

  /** What the plan needs to know. */
  PlanRequest plan() {
    var platform = words.word("platform").filter(text -> !text.isEmpty()).map(Platform::parse);
    return new PlanRequest(
        map("buildargs"),
        words.word("target").filter(text -> !text.isEmpty()).orElse(null),
        platform.orElse(Platform.host()),
        Platform.host(),
        Set.of());
  }

  /** Images whose steps need not run again. */
  List<String> cacheFrom() {
    return words
        .word("cachefrom")
        .filter(text -> text.startsWith("["))
        .map(json -> fields("{\"all\":" + json + "}").texts("all"))
        .orElse(List.of());
  }

  /** Whether the image is to say of which steps its layers are. */
  private boolean isCache() {
    return Set.of("1", "true").contains(map("buildargs").getOrDefault(INLINE_CACHE, ""));
  }

  BuildOptions options(List<BuildCaches.From> from) {
    var names =
        query.all("t").stream().filter(name -> !name.isEmpty()).map(Reference::parse).toList();
    return new BuildOptions(
        names,
        map("labels"),
        !words.flag("nocache"),
        Vault.EMPTY,
        new BuildCaches(from, List.of(), isCache()),
        AttestWish.NONE,
        BuildOptions.epoch(map("buildargs")).orElse(null));
  }

  Map<String, String> map(String name) {
    var map = new LinkedHashMap<String, String>();
    words
        .word(name)
        .filter(text -> !text.isEmpty())
        .map(BuildQuery::fields)
        .ifPresent(fields -> {
          for (var key : fields.names()) {
            var value = fields.textOrNull(key);
            if (value != null) {
              map.put(key, value);
            }
          }
        });
    return map;
  }

  private static Fields fields(String json) {
    return Fields.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  BuildLimits limits() {
    return new BuildLimits(
        resources(),
        ulimits(),
        NamespaceMode.parseNetwork(words.word("networkmode").orElse("")),
        withHosts(query.all("extrahosts")),
        limit("shmsize"));
  }

  private static NetworkOptions withHosts(List<String> hosts) {
    return new NetworkOptions(
        List.of(), List.of(), List.of(), false, List.of(), List.of(), List.of(), hosts, List.of(),
        Map.of());
  }

  private ResourceOptions resources() {
    return new ResourceOptions(
        limit("memory"),
        limit("memswap"),
        null,
        null,
        limit("cpushares"),
        limit("cpuquota"),
        limit("cpuperiod"),
        text("cpusetcpus"),
        text("cpusetmems"),
        null,
        null);
  }

  private @Nullable String text(String name) {
    return words.word(name).filter(text -> !text.isEmpty()).orElse(null);
  }

  /** Clients send zero for what nobody said. */
  private @Nullable Long limit(String name) {
    return words.number(name).filter(number -> number != 0).orElse(null);
  }

  private List<ResourceLimit> ulimits() {
    var json = words.word("ulimits").filter(text -> text.startsWith("["));
    if (json.isEmpty()) {
      return List.of();
    }
    var wrapped = Fields.parse(("{\"all\":" + json.get() + "}").getBytes(StandardCharsets.UTF_8));
    return wrapped.objects("all").stream()
        .map(limit ->
            new ResourceLimit(
                limit.text("Name"),
                Objects.requireNonNullElse(limit.number("Soft"), 0L),
                Objects.requireNonNullElse(limit.number("Hard"), 0L)))
        .toList();
  }
}
