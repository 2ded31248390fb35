package dev.jug.build.exec;

import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.AddStep;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.TreeSource;
import dev.jug.linux.Fd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ADD} does.
 *
 * @param parts its sources
 */
record AddAction(List<AddPart> parts) implements FileAction.Files, AutoCloseable {

  /** Opens the context, if anything of it is added. */
  static AddAction open(
      BuildWorld world, Sources sources, PlannedStage stage, AddStep step, long stamp)
      throws IOException, InterruptedException {
    var parts = new ArrayList<AddPart>();
    var local = new ArrayList<String>();
    var archives = new AddedArchive(new Unpacking(world.images()), step, stamp);
    for (var source : step.sources()) {
      switch (source) {
        case AddSource.Local(var pattern) -> local.add(pattern);
        case AddSource.Remote remote ->
            parts.add(new RemoteAdd(world, remote, step, archives, stamp));
        case AddSource.Git git -> parts.add(new GitAdd(world, git, step, stamp));
      }
    }
    if (!local.isEmpty() || !step.files().isEmpty()) {
      var context = sources.open(new TreeSource.Context(), stage);
      parts.add(new LocalAdd(context, local, step, archives, stamp));
    }
    return new AddAction(parts);
  }

  @Override
  public void describe(ContentKey key) throws IOException, InterruptedException {
    for (var part : parts) {
      part.describe(key);
    }
  }

  @Override
  public void write(Fd root) throws IOException, InterruptedException {
    for (var part : parts) {
      part.write(root);
    }
  }

  @Override
  public void close() throws IOException {
    for (var part : parts) {
      part.close();
    }
  }
}
