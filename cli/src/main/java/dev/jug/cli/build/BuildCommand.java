package dev.jug.cli.build;

import dev.jug.build.attest.Material;
import dev.jug.build.cache.BuildCaches;
import dev.jug.build.context.IgnoreRules;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.exec.Built;
import dev.jug.build.exec.ContextFiles;
import dev.jug.build.exec.Contexts;
import dev.jug.build.graph.AddSource;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.LocalBases;
import dev.jug.cli.image.Transports;
import dev.jug.engine.build.PlatformBuilds;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds an image of a Dockerfile. */
@Command(
    name = "jug build",
    description = "Build an image of a Dockerfile and the files beside it.",
    sortOptions = false)
public final class BuildCommand extends JugCommand {
  @Mixin OutputFlags output = new OutputFlags();
  @Mixin BuildFlags flags = new BuildFlags();
  @Mixin CacheFlags caches = new CacheFlags();
  @Mixin AttestFlags attests = new AttestFlags();

  @Option(
      names = {"-f", "--file"},
      description = "The Dockerfile; default is Dockerfile in PATH; - is standard input.")
  @Nullable String file;

  @Option(names = "--progress", description = "auto, plain, tty or json.")
  String progress = "auto";

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but the image's id.")
  boolean quiet;

  @Option(names = "--check", description = "Check the Dockerfile, and build nothing.")
  boolean check;

  @Option(
      names = "--daemonless",
      description = "Leave no engine behind: one that is started for this build ends with it.")
  boolean daemonless;

  @Mixin JavaFlags program = new JavaFlags();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATH|ADDRESS|-",
      description = "Directory, archive or repository at an address, archive on standard input.")
  String path = "";

  private @Nullable Material origin;

  @Override
  public int run() throws IOException {
    try {
      return build();
    } catch (BuildFailure e) {
      front().printError("jug: " + e.getMessage());
      return e.code() == 0 ? 1 : e.code();
    } catch (DockerfileException e) {
      front().printError("jug: " + e.describe());
      return 1;
    } finally {
      if (daemonless) {
        context().control().leave();
      }
    }
  }

  private int build() throws IOException {
    program.check();
    if (flags.platforms().size() > 1) {
      output.checkSeveralPlatforms();
      caches.checkSeveralPlatforms();
    }
    if (program.java != null) {
      return program(here(program.java));
    }
    if (path.isEmpty()) {
      throw new Invalid("jug build needs a context", "Write jug build ., or jug build --java JAR.");
    }
    if (path.equals("-")) {
      try (var files = engine().builds().take(front().inputStream())) {
        return build(files.path());
      }
    }
    var address = AddSource.remote(path);
    if (address.isPresent()) {
      try (var files = engine().builds().take(address.get())) {
        origin = files.origin();
        return build(files.path());
      }
    }
    return build(here(path));
  }

  private int build(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new Invalid("unable to prepare context: path \"" + path + "\" not found", "");
    }
    var dockerfile = dockerfile(directory);
    if (check) {
      return new CheckReport(front()).report(dockerfile, ignored(directory));
    }
    output.check(front().isTerminal(1));
    var texts = BuildFlags.pairs(flags.contexts, "--build-context");
    try (var named = NamedContexts.take(texts, here("."), engine().builds())) {
      tell(
          build(
              dockerfile, Contexts.of(directory, ignored(directory), named.directories()), named));
    }
    return 0;
  }

  private int program(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new Invalid(
          "unable to prepare context: no such file: " + jar, "--java needs a program.");
    }
    output.check(front().isTerminal(1));
    try (var staged = engine().builds().stage(jar, Set.copyOf(program.modules), program.aot)) {
      var parts = staged.program();
      parts.warnings().forEach(text -> front().printError("WARN: " + text));
      var dockerfile =
          Dockerfile.parse(jar.getFileName().toString(), parts.dockerfile(program.training()));
      var contexts = parts.contexts(staged.runTime());
      var named = new NamedContexts(contexts, Map.of(), List.of());
      tell(build(dockerfile, Contexts.of(parts.directory(), IgnoreRules.NONE, contexts), named));
    }
    return 0;
  }

  private Built build(Dockerfile dockerfile, Contexts contexts, NamedContexts named)
      throws IOException {
    if (!caches.any()) {
      return build(dockerfile, contexts, named, BuildCaches.NONE);
    }
    try (var transports = new Transports(context())) {
      return build(dockerfile, contexts, named, caches.caches(transports, here(".")));
    }
  }

  private Built build(
      Dockerfile dockerfile, Contexts contexts, NamedContexts named, BuildCaches shared)
      throws IOException {
    var platforms = flags.platforms();
    return new PlatformBuilds(engine().images())
        .build(
            platforms,
            output.imageNames(),
            (platform, names) -> {
              if (platforms.size() > 1 && !quiet) {
                front().printError("building for " + platform);
              }
              return build(dockerfile, platform, contexts, named, shared, names);
            });
  }

  private Built build(
      Dockerfile dockerfile,
      Platform platform,
      Contexts contexts,
      NamedContexts named,
      BuildCaches shared,
      List<Reference> names)
      throws IOException {
    var plan = flags.plan(dockerfile, platform, named, front());
    try (var shown = BuildDisplay.of(progress, quiet, front())) {
      plan.warnings().forEach(shown::warning);
      return engine()
          .builds()
          .build(
              plan,
              contexts,
              flags.options(names, shared, attests.wish(origin), front()),
              flags.limits(),
              new LocalBases(context(), flags.pull, quiet),
              shown);
    }
  }

  /** In the context, where links lead nowhere out of it, or any file of the user's. */
  private Dockerfile dockerfile(Path directory) throws IOException {
    if ("-".equals(file)) {
      if (path.equals("-")) {
        throw new Invalid(
            "invalid argument: can't use stdin for both build context and dockerfile", "");
      }
      var text = new String(front().inputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Dockerfile.parse("Dockerfile", text);
    }
    if (file == null || isFetched()) {
      var name = file == null ? "Dockerfile" : file;
      var text = new ContextFiles(directory).text(name);
      return Dockerfile.parse(name, text.orElseThrow(() -> missing(directory.resolve(name))));
    }
    var own = here(file);
    if (!Files.isRegularFile(own)) {
      throw missing(own);
    }
    return Dockerfile.parse(own.getFileName().toString(), Files.readString(own));
  }

  private boolean isFetched() {
    return path.equals("-") || AddSource.remote(path).isPresent();
  }

  private static Invalid missing(Path wanted) {
    return new Invalid(
        "failed to read dockerfile: " + wanted + ": no such file", "-f says which one it is.");
  }

  /** The rules beside the Dockerfile come first. */
  private IgnoreRules ignored(Path directory) throws IOException {
    var files = new ContextFiles(directory);
    if (file == null || isFetched()) {
      return files.ignored(file == null ? "Dockerfile" : file);
    }
    var own = here(file);
    var beside = own.resolveSibling(own.getFileName() + ".dockerignore");
    if (Files.isRegularFile(beside)) {
      return IgnoreRules.parse(beside.getFileName().toString(), Files.readString(beside));
    }
    return files.ignored("");
  }

  private Path here(String text) {
    return Path.of(front().request().directory()).resolve(text).normalize();
  }

  private void tell(Built built) throws IOException {
    new Outputs(context(), output, output.names()).give(built);
    var image = built.image();
    boolean taken = output.all().stream().anyMatch(OutputFlags::isStream);
    if (quiet && !taken) {
      front().printLine(image.id().toString());
    } else if (!quiet) {
      front().printError("built " + image.id().shortened());
      output.imageNames().forEach(name -> front().printError("tagged " + name.familiar()));
    }
  }
}
