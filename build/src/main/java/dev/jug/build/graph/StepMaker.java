package dev.jug.build.graph;

import dev.jug.build.dockerfile.Add;
import dev.jug.build.dockerfile.Copy;
import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.build.dockerfile.Heredoc;
import dev.jug.build.dockerfile.Run;
import dev.jug.oci.image.ContainerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the steps that do something. */
final class StepMaker {
  private static final List<String> SHELL = List.of("/bin/sh", "-c");
  private static final String SCRIPTS = "/dev/pipes/";
  private static final String SUFFIX = " # buildkit";
  private static final int FILE = 0644;

  private final BuildPlan plan;
  private final PlannedStage stage;
  private final Scope scope;
  private final MountMaker mounts;
  private final Resolver resolver;

  StepMaker(BuildPlan plan, PlannedStage stage, Scope scope) {
    this.plan = plan;
    this.stage = stage;
    this.scope = scope;
    this.resolver = new Resolver(plan.dockerfile(), plan.request());
    this.mounts = new MountMaker(resolver, stage, scope);
  }

  /** Where commands start. */
  static String cwd(ContainerConfig config) {
    var dir = config.workingDir();
    return dir == null || dir.isEmpty() ? "/" : Paths.absolute("/", dir);
  }

  /** What executes lines. */
  static List<String> shell(ContainerConfig config) {
    return config.shell().isEmpty() ? SHELL : config.shell();
  }

  RunStep run(Run run, ContainerConfig config, String progress, Fault fault) {
    var script = Script.of(run, shell(config), SCRIPTS);
    if (script.argv().isEmpty()) {
      throw fault.of("RUN requires at least one argument", "write a command");
    }
    return new RunStep(
        new StepLabel(run, progress, history(script.argv())),
        config,
        script.argv(),
        scope.commandEnv(),
        proxies(),
        cwd(config),
        config.user(),
        mounts.all(run, cwd(config), fault),
        script.files(),
        run.network(),
        run.security());
  }

  private String history(List<String> argv) {
    var args = scope.argLines();
    var count = args.isEmpty() ? List.<String>of() : List.of("|" + args.size());
    return "RUN "
        + String.join(" ", Stream.of(count, args, argv).flatMap(List::stream).toList())
        + SUFFIX;
  }

  private List<String> proxies() {
    return plan.request().buildArgs().entrySet().stream()
        .filter(arg -> PlatformArgs.PROXIES.contains(arg.getKey()))
        .map(arg -> arg.getKey() + "=" + arg.getValue())
        .sorted()
        .toList();
  }

  CopyStep copy(Copy copy, ContainerConfig config, String progress, Fault fault) {
    var flags = flags(copy.flags(), fault);
    var sources = scope.expandAll(copy.sources(), fault);
    var files = files(copy.heredocs(), fault);
    var destination = destination(copy.destination(), sources, files, config, fault);
    var from = copy.from();
    return new CopyStep(
        new StepLabel(copy, progress, history("COPY", flags, sources, files, destination)),
        config,
        from == null ? new TreeSource.Context() : resolver.from(from, stage.stage(), fault),
        sources.stream().map(source -> source(source, flags)).toList(),
        files,
        destination,
        flags);
  }

  AddStep add(Add add, ContainerConfig config, String progress, Fault fault) {
    var flags = flags(add.flags(), fault);
    var sources = scope.expandAll(add.sources(), fault);
    var files = files(add.heredocs(), fault);
    var destination = destination(add.destination(), sources, files, config, fault);
    var places = sources.stream().map(source -> AddSources.of(source, flags)).toList();
    var checksum = scope.expandOptional(add.checksum(), fault);
    if (checksum != null) {
      AddSources.mayHaveChecksum(places, checksum, fault);
    }
    return new AddStep(
        new StepLabel(add, progress, history("ADD", flags, sources, files, destination)),
        config,
        places,
        files,
        destination,
        checksum,
        add.keepGitDir(),
        add.unpack(),
        flags);
  }

  private CopyFlags flags(CopyFlags flags, Fault fault) {
    return new CopyFlags(
        scope.expandOptional(flags.chown(), fault),
        scope.expandOptional(flags.chmod(), fault),
        flags.link(),
        flags.parents(),
        scope.expandAll(flags.excludes(), fault));
  }

  private List<InlineFile> files(List<Heredoc> heredocs, Fault fault) {
    return heredocs.stream()
        .map(heredoc -> new InlineFile(heredoc.name(), content(heredoc, fault), FILE))
        .toList();
  }

  private String content(Heredoc heredoc, Fault fault) {
    return heredoc.expand() ? scope.expandLines(heredoc.body(), fault) : heredoc.body();
  }

  private String destination(
      String word,
      List<String> sources,
      List<InlineFile> files,
      ContainerConfig config,
      Fault fault) {
    var destination = Paths.destination(cwd(config), scope.expand(word, fault));
    if (sources.size() + files.size() > 1 && !destination.endsWith("/")) {
      throw fault.of(
          "When using "
              + fault.instruction().name()
              + " with more than one source file, the destination must be a directory and end with"
              + " a /",
          "write " + destination + "/");
    }
    return destination;
  }

  /** With {@code --parents}, a dot between slashes says where the kept part begins. */
  static String source(String word, CopyFlags flags) {
    int pivot = flags.parents() ? word.indexOf("/./") : -1;
    return pivot < 0
        ? Paths.clean(word)
        : Paths.clean(word.substring(0, pivot)) + "/./" + Paths.clean(word.substring(pivot + 3));
  }

  private static String history(
      String name,
      CopyFlags flags,
      List<String> sources,
      List<InlineFile> files,
      String destination) {
    var words = new ArrayList<String>(List.of(name));
    if (flags.parents()) {
      words.add("--parents");
    }
    flags.excludes().forEach(each -> words.add("--exclude=" + each));
    if (flags.chown() != null) {
      words.add("--chown=" + flags.chown());
    }
    if (flags.chmod() != null) {
      words.add("--chmod=" + flags.chmod());
    }
    if (flags.link()) {
      words.add("--link");
    }
    words.addAll(sources);
    files.forEach(file -> words.add("<<" + file.path()));
    words.add(destination);
    return String.join(" ", words) + SUFFIX;
  }
}
