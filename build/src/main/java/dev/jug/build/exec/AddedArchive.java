package dev.jug.build.exec;

import dev.jug.build.context.PathPattern;
import dev.jug.build.graph.AddStep;
import dev.jug.build.tree.Directories;
import dev.jug.build.tree.Ownership;
import dev.jug.build.tree.SourceTree;
import dev.jug.linux.Fd;
import java.io.IOException;

/**
 * Unpacks what {@code ADD} unpacks.
 *
 * @param unpacking knows archives
 * @param step says where to
 * @param stamp time of directories that are made, seconds since 1970
 */
record AddedArchive(Unpacking unpacking, AddStep step, long stamp) {
  /** Unpacks a file if it is an archive; says whether it is one. */
  boolean unpack(SourceTree tree, String path, Fd root) throws IOException {
    var chown = step.flags().chown();
    var owner = chown == null ? Ownership.ROOT : Ownership.parse(chown, root);
    var target = PathPattern.clean(step.destination());
    return unpacking.unpack(
        () -> tree.content(path), path, () -> new Directories(root, stamp).open(target, owner));
  }
}
