package dev.jug.build.graph;

import dev.jug.build.dockerfile.Add;
import dev.jug.build.dockerfile.Arg;
import dev.jug.build.dockerfile.Copy;
import dev.jug.build.dockerfile.From;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.Maintainer;
import dev.jug.build.dockerfile.Run;
import dev.jug.build.dockerfile.Workdir;
import dev.jug.oci.image.ContainerConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a stage once, with the variables as they are at each instruction. */
final class StageEvaluator {
  private final BuildPlan plan;
  private final PlannedStage stage;
  private final StageStart base;
  private final Scope scope;
  private final ConfigChange change;
  private final StepMaker maker;
  private final List<Step> steps = new ArrayList<>();
  private ContainerConfig config;
  private @Nullable String author;

  StageEvaluator(BuildPlan plan, PlannedStage stage, StageStart base) {
    this.plan = plan;
    this.stage = stage;
    this.base = base;
    this.config = base.config().withOnBuild(List.of());
    this.scope = new Scope(base, plan.dockerfile().directives().escape());
    this.change = new ConfigChange(scope);
    this.maker = new StepMaker(plan, stage, scope);
  }

  EvaluatedStage evaluate() {
    var triggers =
        Triggers.read(base.config().onBuild(), new Fault(plan.dockerfile(), stage.stage().from()));
    var labels = Labels.of(plan, stage, triggers);
    triggers.forEach(instruction -> steps.add(step(instruction, labels)));
    stage.stage().instructions().forEach(instruction -> steps.add(step(instruction, labels)));
    return new EvaluatedStage(steps, config, scope.args(), author, List.of());
  }

  private Step step(Instruction instruction, Labels labels) {
    var fault = new Fault(plan.dockerfile(), instruction);
    var progress = labels.next(instruction);
    return switch (instruction) {
      case Run run -> maker.run(run, config, progress, fault);
      case Copy copy -> maker.copy(copy, config, progress, fault);
      case Add add -> maker.add(add, config, progress, fault);
      case Workdir workdir -> workdir(workdir, progress, fault);
      case Arg arg -> {
        var history = arg(arg, fault);
        yield new ConfigStep(new StepLabel(arg, progress, history), config);
      }
      case Maintainer maintainer -> {
        author = maintainer.author();
        var label = new StepLabel(maintainer, progress, "MAINTAINER " + author);
        yield new ConfigStep(label, config);
      }
      case From _ -> throw new IllegalStateException("FROM within a stage");
      default -> {
        var changed = change.apply(instruction, config, fault);
        config = changed.config();
        yield new ConfigStep(new StepLabel(instruction, progress, changed.history()), config);
      }
    };
  }

  private Step workdir(Workdir workdir, String progress, Fault fault) {
    var path = scope.expand(workdir.path(), fault);
    var absolute = Paths.absolute(StepMaker.cwd(config), path);
    config = config.withWorkingDir(absolute);
    return new WorkdirStep(
        new StepLabel(workdir, progress, "WORKDIR " + absolute), config, absolute);
  }

  private String arg(Arg arg, Fault fault) {
    var history = new StringBuilder("ARG");
    var values = new ArrayList<@Nullable String>();
    for (var variable : arg.variables()) {
      values.add(value(variable, fault));
    }
    for (int i = 0; i < values.size(); i++) {
      var name = arg.variables().get(i).name();
      var value = values.get(i);
      history.append(' ').append(name);
      if (value != null) {
        scope.setArg(name, value);
        history.append('=').append(value);
      }
    }
    return history.toString();
  }

  /** What the build gives, the default, or what an argument of the same name above FROM is. */
  private @Nullable String value(Arg.Variable variable, Fault fault) {
    var given = plan.request().buildArgs().get(variable.name());
    if (given != null) {
      return given;
    }
    var usual = variable.value();
    return usual == null ? plan.globals().get(variable.name()) : scope.expand(usual, fault);
  }
}
