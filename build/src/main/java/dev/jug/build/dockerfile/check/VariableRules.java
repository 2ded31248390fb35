package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Add;
import dev.jug.build.dockerfile.Arg;
import dev.jug.build.dockerfile.Copy;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Env;
import dev.jug.build.dockerfile.Expose;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.Label;
import dev.jug.build.dockerfile.Nearest;
import dev.jug.build.dockerfile.Pair;
import dev.jug.build.dockerfile.Stage;
import dev.jug.build.dockerfile.StopSignal;
import dev.jug.build.dockerfile.User;
import dev.jug.build.dockerfile.Volume;
import dev.jug.build.dockerfile.Workdir;
import dev.jug.build.dockerfile.expand.Expander;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Variables that no instruction above set. What a base image sets is not known here. */
final class VariableRules {
  private static final Set<String> USUAL = Set.of("PATH", "HOME", "HOSTNAME");

  private final Dockerfile dockerfile;
  private final Findings findings;
  private final Expander expander;
  private final Map<String, Set<String>> stages = new HashMap<>();

  VariableRules(Dockerfile dockerfile, Findings findings) {
    this.dockerfile = dockerfile;
    this.findings = findings;
    this.expander = new Expander(dockerfile.directives().escape());
  }

  void apply() {
    dockerfile.stages().forEach(this::stage);
  }

  /** Where the base is an image, only what looks like a slip is certain enough to be named. */
  private void stage(Stage stage) {
    var base = stage.from().image().toLowerCase(Locale.ROOT);
    var known = new HashSet<>(stages.getOrDefault(base, USUAL));
    boolean closed = stages.containsKey(base) || base.equals("scratch");
    for (var each : stage.instructions()) {
      words(each).forEach(word -> check(each, word, known, closed));
      names(each).forEach(known::add);
    }
    var name = stage.name();
    if (name != null) {
      stages.put(name, known);
    }
  }

  private void check(Instruction where, String word, Set<String> known, boolean closed) {
    for (var name : Names.missing(expander, word, each -> known.contains(each) ? "x" : null)) {
      var near = known.stream().filter(each -> isNear(name, each)).sorted().findFirst();
      if (closed || near.isPresent() || !isOfImage(name)) {
        var hint = near.map(each -> " (did you mean $" + each + "?)").orElse("");
        findings.add(
            Rule.UNDEFINED_VAR, where, "Usage of undefined variable '$" + name + "'" + hint);
      }
    }
  }

  /** Images have variables of their own, in capitals. */
  private static boolean isOfImage(String name) {
    return name.matches("[A-Z][A-Z0-9_]*") && !FromRules.PREDEFINED.contains(name);
  }

  private static boolean isNear(String name, String other) {
    return name.equalsIgnoreCase(other)
        || (name.length() > 3 && Nearest.distance(name, other) == 1);
  }

  private static Stream<String> names(Instruction instruction) {
    return switch (instruction) {
      case Arg arg -> arg.variables().stream().map(Arg.Variable::name);
      case Env env -> env.pairs().stream().map(Pair::key);
      default -> Stream.empty();
    };
  }

  private static Stream<String> words(Instruction instruction) {
    return switch (instruction) {
      case Arg arg -> arg.variables().stream().map(Arg.Variable::value).filter(Objects::nonNull);
      case Env env -> env.pairs().stream().map(Pair::value);
      case Label label -> label.pairs().stream().map(Pair::value);
      case Copy copy -> files(copy.sources(), copy.destination());
      case Add add -> files(add.sources(), add.destination());
      case Expose expose -> expose.ports().stream();
      case Volume volume -> volume.paths().stream();
      case User user -> Stream.of(user.user());
      case Workdir workdir -> Stream.of(workdir.path());
      case StopSignal signal -> Stream.of(signal.signal());
      default -> Stream.empty();
    };
  }

  private static Stream<String> files(List<String> sources, String destination) {
    return Stream.concat(sources.stream(), Stream.of(destination));
  }
}
