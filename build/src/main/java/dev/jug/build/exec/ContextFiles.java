package dev.jug.build.exec;

import static dev.jug.linux.fs.OpenFlag.O_NONBLOCK;

import dev.jug.build.context.IgnoreRules;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of a context that say how to build it. Links in it lead nowhere out of it.
 *
 * @param directory the context
 */
public record ContextFiles(Path directory) {
  private static final int LARGEST = 16 << 20;

  /**
   * The text of a file; empty if it is not there.
   *
   * @param name its path below the context
   */
  public Optional<String> text(String name) throws IOException {
    try (var root = Rooted.directory(directory.toString());
        var file = Rooted.open(root, name, O_NONBLOCK);
        var in = new FileInputStream("/proc/self/fd/" + file.number())) {
      return Optional.of(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    } catch (SysException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What is left out: the rules beside the Dockerfile come first. */
  public IgnoreRules ignored(String dockerfile) throws IOException {
    for (var name : IgnoreRules.names(dockerfile)) {
      var text = text(name);
      if (text.isPresent()) {
        return IgnoreRules.parse(name, text.get());
      }
    }
    return IgnoreRules.NONE;
  }
}
