package dev.jug.build.exec;

import dev.jug.build.context.IgnoreRules;
import dev.jug.build.error.BuildFailure;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.AddStep;
import dev.jug.build.tree.SourceTree;
import dev.jug.linux.Fd;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.linux.fs.Rooted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ADD} does with a repository: the files of a commit are copied. It is not fetched if
 * its commit is given in full and what comes of it is known. Not thread-safe.
 */
final class GitAdd implements AddPart {
  private static final String COMMIT = "[0-9a-f]{40}|[0-9a-f]{64}";

  private final BuildWorld world;
  private final AddSource.Git source;
  private final AddStep step;
  private final long stamp;
  private @Nullable OwnedDirectory place;
  private @Nullable String commit;

  GitAdd(BuildWorld world, AddSource.Git source, AddStep step, long stamp) {
    this.world = world;
    this.source = source;
    this.step = step;
    this.stamp = stamp;
  }

  private Path fetched() throws IOException, InterruptedException {
    var there = place;
    if (there == null) {
      there = OwnedDirectory.in(world.images().scratch());
      place = there;
      var found = world.remotes().checkOut(source, step.keepGitDir(), there.path());
      if (step.checksum() != null && !found.startsWith(step.checksum())) {
        throw new BuildFailure("expected checksum to match " + step.checksum() + ", got " + found);
      }
      commit = found;
    }
    return there.path();
  }

  private String commit() throws IOException, InterruptedException {
    var ref = source.ref();
    if (ref != null && ref.matches(COMMIT)) {
      return ref;
    }
    fetched();
    return String.valueOf(commit);
  }

  @Override
  public void describe(ContentKey key) throws IOException, InterruptedException {
    key.add("git").add(commit()).add(String.valueOf(source.subdirectory()));
    key.add(step.destination()).add(String.valueOf(step.flags()));
    key.add(String.valueOf(step.keepGitDir()));
  }

  @Override
  public void write(Fd root) throws IOException, InterruptedException {
    var directory = Rooted.directory(fetched().toString());
    var inside = source.subdirectory() == null ? "." : source.subdirectory();
    try (var tree = new SourceTree(directory, IgnoreRules.NONE, true, () -> {})) {
      new CopyAction(
              "ADD", tree, List.of(inside), List.of(), step.destination(), step.flags(), stamp)
          .run(root);
    }
  }

  @Override
  public void close() throws IOException {
    if (place != null) {
      place.close();
    }
  }
}
