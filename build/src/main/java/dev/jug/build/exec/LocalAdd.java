package dev.jug.build.exec;

import dev.jug.build.graph.AddStep;
import dev.jug.build.tree.SourceTree;
import dev.jug.linux.Fd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ADD} does with files of the context: archives are unpacked, all else is copied.
 *
 * @param context the build context
 * @param patterns of the files
 * @param step what is asked for
 * @param unpacking unpacks archives
 * @param stamp time of all that is copied, seconds since 1970
 */
record LocalAdd(
    SourceTree context, List<String> patterns, AddStep step, AddedArchive unpacking, long stamp)
    implements AddPart {

  private CopyAction copy(List<String> copied) {
    return new CopyAction(
        "ADD", context, copied, step.files(), step.destination(), step.flags(), stamp);
  }

  @Override
  public void describe(ContentKey key) throws IOException {
    copy(patterns).describe(key);
    key.add(String.valueOf(step.unpack()));
  }

  @Override
  public void write(Fd root) throws IOException {
    var copied = new ArrayList<>(patterns);
    boolean wanted = !Boolean.FALSE.equals(step.unpack());
    for (var pattern : patterns) {
      if (wanted && pattern.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
        var entry = context.entry(pattern);
        boolean isFile = entry.isPresent() && entry.get().status().isFile();
        if (isFile && unpacking.unpack(context, pattern, root)) {
          copied.remove(pattern);
        }
      }
    }
    if (!copied.isEmpty() || !step.files().isEmpty()) {
      copy(copied).run(root);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
