package dev.jug.build.exec;

import dev.jug.build.context.PathPattern;
import dev.jug.build.dockerfile.CopyFlags;
import dev.jug.build.graph.AddSource;
import dev.jug.build.graph.AddStep;
import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.TreeSource;
import dev.jug.linux.Fd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code ADD} does with files of the context: archives are unpacked, all else is copied.
 *
 * @param context the build context
 * @param step what is asked for
 * @param unpacking unpacks archives
 * @param stamp time of all that is copied, seconds since 1970
 */
record AddAction(SourceTree context, AddStep step, Unpacking unpacking, long stamp)
    implements FileAction.Files, AutoCloseable {

  /** Opens the context. */
  static AddAction open(
      BuildWorld world, Sources sources, PlannedStage stage, AddStep step, long stamp)
      throws IOException, InterruptedException {
    for (var source : step.sources()) {
      if (!(source instanceof AddSource.Local)) {
        throw new BuildFailure(
            "ADD failed: only files of the build context can be added yet: " + shown(source));
      }
    }
    var context = sources.open(new TreeSource.Context(), stage);
    return new AddAction(context, step, new Unpacking(world.images()), stamp);
  }

  private static String shown(AddSource source) {
    return switch (source) {
      case AddSource.Local(var pattern) -> pattern;
      case AddSource.Remote(var url) -> url;
      case AddSource.Git(var repository, _, _) -> repository;
    };
  }

  private List<String> patterns() {
    return step.sources().stream()
        .map(source -> ((AddSource.Local) source).pattern())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private CopyAction copy(List<String> patterns) {
    return new CopyAction(
        "ADD", context, patterns, step.files(), step.destination(), step.flags(), stamp);
  }

  @Override
  public void describe(ContentKey key) throws IOException {
    copy(patterns()).describe(key);
    key.add(String.valueOf(step.unpack()));
  }

  @Override
  public void write(Fd root) throws IOException {
    var copied = patterns();
    boolean wanted = !Boolean.FALSE.equals(step.unpack());
    for (var pattern : patterns()) {
      if (wanted && pattern.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
        var entry = context.entry(pattern);
        boolean isFile = entry.isPresent() && entry.get().status().isFile();
        if (isFile && unpack(pattern, root)) {
          copied.remove(pattern);
        }
      }
    }
    if (!copied.isEmpty() || !step.files().isEmpty()) {
      copy(copied).run(root);
    }
  }

  private boolean unpack(String path, Fd root) throws IOException {
    CopyFlags flags = step.flags();
    var owner = flags.chown() == null ? Ownership.ROOT : Ownership.parse(flags.chown(), root);
    var target = PathPattern.clean(step.destination());
    return unpacking.unpack(
        () -> context.content(path), path, () -> new Directories(root, stamp).open(target, owner));
  }

  @Override
  public void close() {
    context.close();
  }
}
