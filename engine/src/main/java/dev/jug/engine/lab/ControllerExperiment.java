package dev.jug.engine.lab;

import dev.jug.runtime.HeldPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Consumer;

/** A controller of cgroups: a limit, a process that comes to it, and what the kernel says then. */
final class ControllerExperiment implements Experiment {
  private final Controller controller;

  ControllerExperiment(Controller controller) {
    this.controller = controller;
  }

  @Override
  public String name() {
    return controller.name();
  }

  @Override
  public String what() {
    return controller.what();
  }

  @Override
  public void run(Bench bench, Consumer<LabStep> seen) throws IOException {
    var files =
        ControllerFiles.of(
            bench.laboratory().layout(),
            bench.group(),
            controller.name(),
            controller.unifiedName());
    var held = new HeldPlan();
    var groups = new GroupWork(held.steps(), bench, controller.limits());
    write(held, groups);
    try (var process = bench.laboratory().start(held)) {
      try {
        var self = new Seen(process.hear());
        process.next();
        groups.filterDevices();
        var meeting = new Meeting(files, groups, process, self, seen);
        meeting.saw(controller.limited(meeting));
        process.next();
        controller.follow(meeting);
      } finally {
        // A process that is in the middle of something hears of nothing: this ends it.
        bench.laboratory().remove(bench.name());
      }
    }
    seen.accept(
        new LabStep(
            "what is left",
            "kill PID; rmdir " + groups.everywhere(""),
            "kill(2), rmdir(2)",
            "groups that are left: "
                + groups.directories().stream().filter(Files::exists).count()));
  }

  private void write(HeldPlan held, GroupWork groups) {
    Births.introduce(held);
    controller.before(held);
    groups.make();
    groups.limit();
    held.stop();
    groups.enter();
    held.stop();
    controller.work(held);
    held.steps().exit(0);
  }
}
