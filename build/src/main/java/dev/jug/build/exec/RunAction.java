package dev.jug.build.exec;

import dev.jug.build.error.BuildFailure;
import dev.jug.build.exec.Command.Mounted;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.RunStep;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.step.BuildHold;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What {@code RUN} does: a command changes the tree.
 *
 * @param world runs it
 * @param options secrets
 * @param hold of the build
 * @param sources of its mounts
 * @param stage that it belongs to
 * @param step what is asked for
 * @param stamp no file is said to be newer than that, seconds since 1970
 */
record RunAction(
    BuildWorld world,
    BuildOptions options,
    BuildHold hold,
    Sources sources,
    PlannedStage stage,
    RunStep step,
    long stamp)
    implements Action {

  @Override
  public void describe(ContentKey key) throws IOException, InterruptedException {
    key.add(step.argv()).add(step.env()).add(step.cwd()).add(String.valueOf(step.user()));
    key.add(step.scripts()).add(step.network().name()).add(step.security().name());
    for (var mount : step.mounts()) {
      new StepMounts(world, options, sources, stage).describe(mount, key);
    }
  }

  @Override
  public MadeLayer run(List<MadeLayer> below, BuildHold unused, Consumer<byte[]> output)
      throws IOException, InterruptedException {
    if (below.isEmpty()) {
      throw new BuildFailure(
          "there are no files to run a command with: FROM scratch begins with none. COPY some first.");
    }
    try (var mounts = new StepMounts(world, options, sources, stage)) {
      mounts.open(step);
      var env = new ArrayList<>(step.env());
      env.addAll(step.proxies());
      env.addAll(mounts.environment());
      var image = hold.image(below, stage.platform());
      var command =
          new Command(
              image,
              step.argv(),
              env,
              step.cwd(),
              step.user(),
              List.<Mounted>copyOf(mounts.mounted()),
              step.network(),
              step.security());
      try (var ended = world.runner().run(command, output)) {
        if (ended.code() != 0) {
          throw BuildFailure.command(step.argv(), ended.code());
        }
        return hold.add(below, ended.changes(stamp));
      }
    }
  }
}
