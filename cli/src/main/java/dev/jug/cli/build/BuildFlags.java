package dev.jug.cli.build;

import dev.jug.build.attest.AttestWish;
import dev.jug.build.cache.BuildCaches;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.exec.Vault;
import dev.jug.build.graph.BuildPlan;
import dev.jug.build.graph.PlanRequest;
import dev.jug.door.Front;
import dev.jug.engine.build.BuildLimits;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is built of a Dockerfile, and how. */
final class BuildFlags {
  @Option(names = "--target", description = "The stage to build; default is the last.")
  @Nullable String target;

  @Option(names = "--build-arg", description = "NAME=VALUE, or NAME of the environment.")
  List<String> arguments = new ArrayList<>();

  @Option(names = "--label", description = "NAME=VALUE for the image.")
  List<String> labels = new ArrayList<>();

  @Option(names = "--no-cache", description = "Run all steps, even if nothing has changed.")
  boolean noCache;

  @Option(names = "--pull", description = "Look for newer base images.")
  boolean pull;

  @Option(names = "--secret", description = "id=NAME,src=FILE or id=NAME,env=VARIABLE.")
  List<String> secrets = new ArrayList<>();

  @Option(
      names = "--build-context",
      description = "NAME=DIRECTORY, an address, or docker-image://IMAGE, for --from and FROM.")
  List<String> contexts = new ArrayList<>();

  @Option(
      names = "--platform",
      split = ",",
      description =
          "Where the image runs, such as linux/arm64, several behind commas; default is here.")
  List<String> platforms = new ArrayList<>();

  @Option(names = "--network", description = "Network of RUN: default, none, host or a name.")
  String network = "";

  /** Where the image runs: at least one platform, each once. */
  List<Platform> platforms() {
    return platforms.isEmpty()
        ? List.of(Platform.host())
        : platforms.stream().map(Platform::parse).distinct().toList();
  }

  /**
   * The plan.
   *
   * @param platform where the image runs
   * @throws dev.jug.build.error.DockerfileException if it makes no sense
   */
  BuildPlan plan(Dockerfile dockerfile, Platform platform, NamedContexts named, Front front) {
    var request =
        new PlanRequest(
            arguments(front),
            target,
            platform,
            Platform.host(),
            named.directories().keySet(),
            named.images());
    return BuildPlan.of(dockerfile, request);
  }

  /** What else is asked for of an image with these names. */
  BuildOptions options(List<Reference> names, BuildCaches caches, AttestWish attests, Front front)
      throws IOException {
    var directory = Path.of(front.request().directory());
    return new BuildOptions(
        names,
        pairs(labels, "--label"),
        !noCache,
        Vault.of(SecretFlag.read(secrets, directory::resolve, front.request().environment())),
        caches,
        attests,
        BuildOptions.epoch(arguments(front)).orElse(null));
  }

  /** Limits of commands. */
  BuildLimits limits() {
    return new BuildLimits(
        ResourceOptions.NONE,
        List.of(),
        NamespaceMode.parseNetwork(network),
        NetworkOptions.NONE,
        null);
  }

  /** Without a value the environment's counts, if it has one. */
  private Map<String, String> arguments(Front front) {
    var environment = front.request().environment();
    var all = new LinkedHashMap<String, String>();
    for (var argument : arguments) {
      int equals = argument.indexOf('=');
      var value = equals < 0 ? environment.get(argument) : argument.substring(equals + 1);
      if (value != null) {
        all.put(equals < 0 ? argument : argument.substring(0, equals), value);
      }
    }
    return all;
  }

  /** Reads {@code NAME=VALUE}. */
  static Map<String, String> pairs(List<String> texts, String option) {
    var pairs = new LinkedHashMap<String, String>();
    for (var text : texts) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new Invalid("invalid value for " + option + ": '" + text + "'", "Write NAME=VALUE.");
      }
      pairs.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return pairs;
  }
}
