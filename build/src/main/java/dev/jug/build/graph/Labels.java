package dev.jug.build.graph;

import dev.jug.build.dockerfile.Add;
import dev.jug.build.dockerfile.Copy;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.Run;
import dev.jug.build.dockerfile.Workdir;
import dev.jug.build.graph.TreeSource.OfStage;
import dev.jug.build.graph.TreeSource.Scratch;
import java.util.List;
import java.util.stream.Stream;

/** Numbers the steps of a stage for progress: those that cost time, the pull of its base too. */
final class Labels {
  private final String stage;
  private final String image;
  private final int total;
  private int number;

  private Labels(String stage, String image, int total, int number) {
    this.stage = stage;
    this.image = image;
    this.total = total;
    this.number = number;
  }

  /**
   * Begins to count.
   *
   * @param triggers instructions that the base asks for
   */
  static Labels of(BuildPlan plan, PlannedStage stage, List<Instruction> triggers) {
    var steps = Stream.concat(triggers.stream(), stage.stage().instructions().stream());
    int first = stage.base() instanceof Scratch || stage.base() instanceof OfStage ? 0 : 1;
    boolean alone = plan.all().size() == 1 && stage.stage().name() == null;
    return new Labels(
        alone ? "" : stage.title() + " ",
        stage.stage().from().image(),
        first + (int) steps.filter(Labels::counts).count(),
        first);
  }

  String from() {
    return number == 0
        ? "[" + stage.strip() + "] FROM " + image
        : "[" + stage + "1/" + total + "] FROM " + image;
  }

  /** What progress shows for an instruction; counts on if it counts. */
  String next(Instruction instruction) {
    var text = instruction.origin().text();
    return counts(instruction) ? "[" + stage + ++number + "/" + total + "] " + text : text;
  }

  private static boolean counts(Instruction instruction) {
    return instruction instanceof Run
        || instruction instanceof Copy
        || instruction instanceof Add
        || instruction instanceof Workdir;
  }
}
