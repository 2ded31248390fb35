package dev.jug.engine.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Something to try and to look at. Whatever becomes of it, nothing of it stays. */
public interface Experiment {
  /** One word, with hyphens. */
  String name();

  /** What it shows, in one line. */
  String what();

  /**
   * Does it, step by step.
   *
   * @param seen is told of each step when it has been done
   * @throws IOException if what the kernel says cannot be read
   * @throws dev.jug.runtime.LaunchException if a call fails, with what it was for
   */
  void run(Bench bench, Consumer<LabStep> seen) throws IOException;

  /** All there are. */
  static List<Experiment> all() {
    return List.of(
        new CgroupExperiment(),
        new NamespacesExperiment(),
        new FiveStepsExperiment(),
        new ChrootExperiment(),
        new CompareExperiment(),
        new LayersExperiment(),
        new BridgeExperiment(),
        new CpuExperiment(),
        new CpusetExperiment(),
        new ControllerExperiment(new MemoryController()),
        new ControllerExperiment(new PidsController()),
        new BlkioExperiment(),
        new ControllerExperiment(new FreezerController()),
        new ControllerExperiment(new DevicesController()));
  }

  /** The one with this name. */
  static Optional<Experiment> named(String name) {
    return all().stream().filter(experiment -> experiment.name().equals(name)).findFirst();
  }
}
