package dev.jug.build.graph;

import dev.jug.build.dockerfile.*;
import dev.jug.oci.image.ContainerConfig;
import java.util.*;

final class StageEvaluator {
  private final BuildPlan plan;
  private final PlannedStage stage;
  private final Base base;

  StageEvaluator(BuildPlan plan, PlannedStage stage, Base base) {
    this.plan = plan;
    this.stage = stage;
    this.base = base;
  }

  EvaluatedStage evaluate() {
    var planner = new Planner(plan.dockerfile(), plan.request());
    ContainerConfig c = base.config();
    var steps = new ArrayList<Step>();
    var sh = List.of("/bin/sh", "-c");
    for (var i : stage.stage().instructions()) {
      var label = new StepLabel(i, i.origin().text(), i.origin().text());
      switch (i) {
        case Run r -> {
          var ms = new ArrayList<StepMount>();
          for (var f : r.mounts()) {
            var m = f.resolve(s -> s);
            ms.add(
                new StepMount(
                    m,
                    f.from() == null ? new TreeSource.Context() : planner.source(f.from(), false)));
          }
          steps.add(
              new RunStep(
                  label,
                  c,
                  r.command().words(sh),
                  c.env().isEmpty() ? List.of("PATH=/bin:/usr/bin:/sbin") : c.env(),
                  c.workingDir() == null || c.workingDir().isEmpty() ? "/" : c.workingDir(),
                  c.user(),
                  ms,
                  List.of(),
                  r.network(),
                  r.security()));
        }
        case Copy k -> {
          var fs =
              k.heredocs().stream().map(h -> new InlineFile(h.name(), h.body(), 0644)).toList();
          steps.add(
              new CopyStep(
                  label,
                  c,
                  k.from() == null ? new TreeSource.Context() : planner.source(k.from(), false),
                  k.sources(),
                  fs,
                  abs(c, k.destination()),
                  k.flags()));
        }
        case Add k ->
            steps.add(
                new AddStep(
                    label,
                    c,
                    k.sources().stream().<AddSource>map(AddSource.Local::new).toList(),
                    List.of(),
                    abs(c, k.destination()),
                    null,
                    false,
                    null,
                    k.flags()));
        case Workdir w -> {
          c = c.withWorkingDir(abs(c, w.path()));
          steps.add(new WorkdirStep(label, c, abs(c, w.path())));
        }
        case Cmd k -> {
          c = c.withCmd(k.command().words(sh));
          steps.add(new ConfigStep(label, c));
        }
        case Env e -> {
          var l = new ArrayList<>(c.env());
          e.pairs().forEach(p -> l.add(p.key() + "=" + p.value()));
          c = c.withEnv(l);
          steps.add(new ConfigStep(label, c));
        }
        case User u -> {
          c = c.withUser(u.user());
          steps.add(new ConfigStep(label, c));
        }
        default -> steps.add(new ConfigStep(label, c));
      }
    }
    return new EvaluatedStage(steps, c, Map.of(), null, List.of());
  }

  private static String abs(ContainerConfig c, String p) {
    var d = c.workingDir() == null || c.workingDir().isEmpty() ? "/" : c.workingDir();
    return p.startsWith("/") ? p : d + (d.endsWith("/") ? "" : "/") + p;
  }
}
