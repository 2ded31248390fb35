package dev.jug.cli.build;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.exec.BuildFailure;
import dev.jug.build.exec.BuildOptions;
import dev.jug.build.exec.Contexts;
import dev.jug.build.exec.Vault;
import dev.jug.build.graph.BuildPlan;
import dev.jug.build.graph.PlanRequest;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.LocalBases;
import dev.jug.engine.build.BuildLimits;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NetworkOptions;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds an image of a Dockerfile. */
@Command(
    name = "jug build",
    description = "Build an image of a Dockerfile and the files beside it.",
    sortOptions = false)
public final class BuildCommand extends JugCommand {
  @Option(
      names = {"-t", "--tag"},
      description = "NAME[:TAG] of the image; several are possible.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      description = "The Dockerfile; default is Dockerfile in PATH.")
  @Nullable String file;

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

  @Option(names = "--build-context", description = "NAME=DIRECTORY, for COPY --from=NAME.")
  List<String> contexts = new ArrayList<>();

  @Option(names = "--platform", description = "Where the image runs; default is here.")
  @Nullable String platform;

  @Option(names = "--network", description = "Network of RUN: default, none, host or a name.")
  String network = "";

  @Option(names = "--iidfile", description = "File for the image's id.")
  @Nullable String idFile;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but the image's id.")
  boolean quiet;

  @Parameters(index = "0", paramLabel = "PATH|-", description = "Directory, or an archive.")
  String path = "";

  @Override
  public int run() throws IOException {
    try {
      if (path.equals("-")) {
        try (var files = engine().builds().take(front().inputStream())) {
          return build(files.path());
        }
      }
      return build(here(path));
    } catch (BuildFailure e) {
      front().printError("jug: " + e.getMessage());
      return e.code() == 0 ? 1 : e.code();
    } catch (DockerfileException e) {
      front().printError("jug: " + e.describe());
      return 1;
    }
  }

  private Path here(String text) {
    return Path.of(front().request().directory()).resolve(text).normalize();
  }

  private int build(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new Invalid("unable to prepare context: path \"" + path + "\" not found", "");
    }
    var plan = plan(directory);
    var progress = new PlainProgress(front(), quiet);
    plan.warnings().forEach(progress::warning);
    var contextsOfBuild = Contexts.of(directory, ignored(directory), named());
    var image =
        engine()
            .builds()
            .build(
                plan,
                contextsOfBuild,
                options(),
                limits(),
                new LocalBases(context(), pull, quiet),
                progress);
    tell(image);
    return 0;
  }

  private BuildPlan plan(Path directory) throws IOException {
    var wanted = dockerfile(directory);
    if (!Files.isRegularFile(wanted)) {
      throw new Invalid("failed to read dockerfile: " + wanted + ": no such file", "-f names it.");
    }
    var dockerfile = Dockerfile.parse(wanted.getFileName().toString(), Files.readString(wanted));
    var request =
        new PlanRequest(
            buildArguments(),
            target,
            platform == null ? Platform.host() : Platform.parse(platform),
            Platform.host(),
            named().keySet());
    return BuildPlan.of(dockerfile, request);
  }

  /** The rules beside the Dockerfile come first. */
  private IgnoreRules ignored(Path directory) throws IOException {
    var own = dockerfile(directory);
    var beside = own.resolveSibling(own.getFileName() + ".dockerignore");
    for (var rules : List.of(beside, directory.resolve(".dockerignore"))) {
      if (Files.isRegularFile(rules)) {
        return IgnoreRules.parse(rules.getFileName().toString(), Files.readString(rules));
      }
    }
    return IgnoreRules.NONE;
  }

  private Path dockerfile(Path directory) {
    return file == null ? directory.resolve("Dockerfile") : here(file);
  }

  private BuildOptions options() throws IOException {
    return new BuildOptions(
        tags.stream().map(Reference::parse).toList(),
        pairs(labels, "--label"),
        !noCache,
        Vault.of(SecretFlag.read(secrets, this::here, front().request().environment())),
        BuildOptions.epoch(buildArguments()).orElse(null));
  }

  /** Without a value the environment's counts, if it has one. */
  private Map<String, String> buildArguments() {
    var environment = front().request().environment();
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

  private Map<String, Path> named() {
    var all = new LinkedHashMap<String, Path>();
    pairs(contexts, "--build-context").forEach((name, where) -> all.put(name, here(where)));
    return all;
  }

  private static Map<String, String> pairs(List<String> texts, String option) {
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

  private BuildLimits limits() {
    return new BuildLimits(
        ResourceOptions.NONE,
        List.of(),
        NamespaceMode.parseNetwork(network),
        NetworkOptions.NONE,
        null);
  }

  private void tell(Image image) throws IOException {
    if (idFile != null) {
      Files.writeString(here(idFile), image.id().toString());
    }
    if (quiet) {
      front().printLine(image.id().toString());
      return;
    }
    front().printError("built " + image.id().shortened());
    tags.forEach(tag -> front().printError("tagged " + Reference.parse(tag).familiar()));
  }
}
