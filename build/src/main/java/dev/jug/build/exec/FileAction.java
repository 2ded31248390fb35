package dev.jug.build.exec;

import dev.jug.build.context.PathPattern;
import dev.jug.build.graph.WorkdirStep;
import dev.jug.build.tree.Directories;
import dev.jug.build.tree.Ownership;
import dev.jug.build.tree.SourceTree;
import dev.jug.build.tree.Workspace;
import dev.jug.image.Images;
import dev.jug.image.make.LayerContent;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.step.BuildHold;
import dev.jug.linux.Fd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A step that only writes files, which takes no container.
 *
 * @param images has the tree that they go on top of
 * @param files writes them
 * @param stamp the latest time that anything in the layer has, seconds since 1970
 */
record FileAction(Images images, Files files, long stamp) implements Action {
  /** Writes files. */
  interface Files {
    /** Says all that decides what comes of it. */
    void describe(ContentKey key) throws IOException, InterruptedException;

    /**
     * The layer that they become, if it can be told without writing them below a root.
     *
     * @param below the layers so far, to read; stays open until the layer is written
     */
    default Optional<LayerContent> layer(Fd below) throws IOException {
      return Optional.empty();
    }

    /** Writes them below a root. */
    void write(Fd root) throws IOException, InterruptedException;
  }

  static FileAction of(Images images, Files files, long stamp) {
    return new FileAction(images, files, stamp);
  }

  static FileAction copy(Images images, CopyAction copy, long stamp) {
    return of(
        images,
        new Files() {
          @Override
          public void describe(ContentKey key) throws IOException {
            copy.describe(key);
          }

          @Override
          public Optional<LayerContent> layer(Fd below) throws IOException {
            return copy.layer(below);
          }

          @Override
          public void write(Fd root) throws IOException {
            copy.run(root);
          }
        },
        stamp);
  }

  static FileAction directory(Images images, WorkdirStep step, long stamp) {
    var path = PathPattern.clean(step.path());
    return of(
        images,
        new Files() {
          @Override
          public void describe(ContentKey key) {
            key.add(path);
          }

          @Override
          public void write(Fd root) {
            new Directories(root, stamp).open(path, Ownership.ROOT).close();
          }
        },
        stamp);
  }

  @Override
  public void describe(ContentKey key) throws IOException, InterruptedException {
    files.describe(key);
  }

  @Override
  public MadeLayer run(List<MadeLayer> below, BuildHold hold, Consumer<byte[]> output)
      throws IOException, InterruptedException {
    try (var tree = SourceTree.of(images, below)) {
      var layer = files.layer(tree.root());
      if (layer.isPresent()) {
        return hold.add(below, layer.get());
      }
    }
    try (var workspace = Workspace.open(images, below)) {
      files.write(workspace.root());
      return hold.add(below, workspace.changes(stamp));
    }
  }
}
