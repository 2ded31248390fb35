package dev.jug.build.graph;

import dev.jug.build.dockerfile.Add;
import dev.jug.build.dockerfile.Arg;
import dev.jug.build.dockerfile.Copy;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.MountFlag;
import dev.jug.build.dockerfile.Run;
import dev.jug.build.dockerfile.Stage;
import dev.jug.build.dockerfile.expand.Expander;
import dev.jug.build.error.DockerfileException;
import dev.jug.build.graph.TreeSource.OfStage;
import dev.jug.oci.image.InvalidImageException;
import dev.jug.oci.image.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what each stage needs, and what the target needs of that. */
final class Planner {
  private final Dockerfile dockerfile;
  private final PlanRequest request;
  private final Map<String, String> globals;
  private final Resolver resolver;
  private final Expander expander;
  private final List<PlannedStage> all = new ArrayList<>();

  Planner(Dockerfile dockerfile, PlanRequest request) {
    this.dockerfile = dockerfile;
    this.request = request;
    this.globals = Globals.of(dockerfile, request);
    this.resolver = new Resolver(dockerfile, request);
    this.expander = new Expander(dockerfile.directives().escape());
  }

  BuildPlan plan() {
    dockerfile.stages().forEach(stage -> all.add(planned(stage)));
    var needed = new LinkedHashSet<PlannedStage>();
    visit(all.get(target()), new LinkedHashSet<>(), needed);
    return new BuildPlan(
        dockerfile, request, globals, List.copyOf(needed), all, unconsumed(needed));
  }

  private int target() {
    var wanted = request.target();
    if (wanted == null) {
      return all.size() - 1;
    }
    return dockerfile.stages().reversed().stream()
        .filter(stage -> stage.isCalled(wanted))
        .findFirst()
        .map(Stage::index)
        .orElseThrow(() -> noTarget(wanted));
  }

  private DockerfileException noTarget(String wanted) {
    var names = all.stream().map(PlannedStage::title).collect(Collectors.joining(", "));
    return new DockerfileException(
        "target stage \"" + wanted + "\" could not be found",
        dockerfile.name(),
        0,
        "",
        "stages are " + names);
  }

  private PlannedStage planned(Stage stage) {
    var from = stage.from();
    var fault = new Fault(dockerfile, from);
    var image = fault.in(from.image(), () -> expander.expand(from.image(), globals::get));
    if (image.isEmpty()) {
      throw fault.of(
          "base name (" + from.image() + ") should not be blank",
          "declare the argument above the first FROM, with a value");
    }
    var base = resolver.base(image, stage.index());
    return new PlannedStage(stage, base, platform(stage, base, fault), sources(stage));
  }

  private Platform platform(Stage stage, TreeSource base, Fault fault) {
    var written = stage.from().platform();
    if (written == null) {
      return base instanceof OfStage(int index) ? all.get(index).platform() : request.platform();
    }
    var text = fault.in(written, () -> expander.expand(written, globals::get));
    try {
      return Platform.parse(text);
    } catch (InvalidImageException wrong) {
      throw fault.of(
          "failed to parse platform " + text + ": " + wrong.getMessage(),
          "write --platform=linux/amd64, or --platform=$BUILDPLATFORM");
    }
  }

  private Set<TreeSource> sources(Stage stage) {
    return stage.instructions().stream()
        .flatMap(instruction -> words(instruction).map(word -> source(word, stage, instruction)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private TreeSource source(String word, Stage stage, Instruction instruction) {
    return word.isEmpty()
        ? new TreeSource.Context()
        : resolver.from(word, stage, new Fault(dockerfile, instruction));
  }

  /** What an instruction reads from; an empty word for the build context. */
  private static Stream<String> words(Instruction instruction) {
    return switch (instruction) {
      case Copy copy -> {
        var from = copy.from();
        yield from == null && copy.sources().isEmpty()
            ? Stream.empty()
            : Stream.of(from == null ? "" : from);
      }
      case Add add -> add.sources().isEmpty() ? Stream.empty() : Stream.of("");
      case Run run -> run.mounts().stream().flatMap(Planner::word);
      default -> Stream.empty();
    };
  }

  private static Stream<String> word(MountFlag mount) {
    var from = mount.from();
    if (from != null && !from.isEmpty()) {
      return Stream.of(from);
    }
    var type = mount.options().getOrDefault("type", "bind");
    return type.equals("bind") ? Stream.of("") : Stream.empty();
  }

  /** Depth first: each after all it needs. */
  private void visit(PlannedStage stage, Set<Integer> path, Set<PlannedStage> done) {
    if (done.contains(stage)) {
      return;
    }
    if (!path.add(stage.index())) {
      throw circle(stage, path);
    }
    Stream.concat(Stream.of(stage.base()), stage.sources().stream().sorted(Planner::byNumber))
        .forEach(source -> {
          if (source instanceof OfStage(int index)) {
            visit(all.get(index), path, done);
          }
        });
    path.remove(stage.index());
    done.add(stage);
  }

  private static int byNumber(TreeSource one, TreeSource other) {
    return Integer.compare(number(one), number(other));
  }

  private static int number(TreeSource source) {
    return source instanceof OfStage(int index) ? index : -1;
  }

  private DockerfileException circle(PlannedStage stage, Set<Integer> path) {
    var way =
        path.stream()
            .dropWhile(index -> index != stage.index())
            .map(index -> all.get(index).title())
            .collect(Collectors.joining(" needs "));
    return new Fault(dockerfile, stage.stage().from())
        .of(
            "circular dependency detected on stage: " + stage.title(),
            way + " needs " + stage.title());
  }

  private List<String> unconsumed(Set<PlannedStage> needed) {
    var rest = new TreeSet<>(request.buildArgs().keySet());
    rest.removeIf(PlatformArgs::isKnown);
    dockerfile.globals().forEach(arg -> rest.removeAll(names(arg)));
    needed.stream()
        .flatMap(stage -> stage.stage().instructions().stream())
        .forEach(each -> rest.removeAll(each instanceof Arg arg ? names(arg) : Set.<String>of()));
    return rest.isEmpty()
        ? List.of()
        : List.of(
            "[Warning] One or more build-args [" + String.join(" ", rest) + "] were not consumed");
  }

  private static Set<String> names(Arg arg) {
    return arg.variables().stream().map(Arg.Variable::name).collect(Collectors.toSet());
  }
}
