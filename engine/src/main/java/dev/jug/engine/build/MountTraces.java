package dev.jug.engine.build;

import dev.jug.build.exec.Command;
import dev.jug.engine.user.RootView;
import dev.jug.image.Images;
import dev.jug.image.tar.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The places that were made only for something to be mounted there: they are no changes.
 *
 * @param paths from the root, without a slash at their begin
 */
public record MountTraces(Set<Name> paths) {
  public MountTraces {
    paths = Set.copyOf(paths);
  }

  /** Those that mounts of a command are going to leave. */
  public static MountTraces of(Images images, Command command) throws IOException {
    if (command.mounts().isEmpty()) {
      return new MountTraces(Set.of());
    }
    var traces = new HashSet<Name>();
    try (var tree = images.open(images.image(command.image()))) {
      var view = new RootView(List.<Path>copyOf(tree.view()));
      for (var mount : command.mounts()) {
        var path = "";
        for (var part : parts(mount.target())) {
          path = path.isEmpty() ? part : path + "/" + part;
          if (!view.has(path)) {
            traces.add(Name.of(path));
          }
        }
      }
    }
    return new MountTraces(traces);
  }

  private static List<String> parts(String target) {
    var parts = new ArrayList<>(List.of(target.split("/", -1)));
    parts.removeIf(part -> part.isEmpty() || part.equals("."));
    return parts;
  }

  /** Whether a path is one. */
  public boolean isTrace(Name path) {
    return paths.contains(path);
  }
}
