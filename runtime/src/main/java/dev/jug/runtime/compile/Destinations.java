package dev.jug.runtime.compile;

import dev.jug.runtime.RootSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Where the destinations of a spec's mounts lie once the symbolic links of the image are followed.
 * What a link leads to may be missing still, such as a resolv.conf in a directory of /run that only
 * a running system has; a plan can make it only if it has the names. Safety does not rest on this
 * look: an image that changes meanwhile gets its directories elsewhere, but inside its root.
 */
final class Destinations {
  private static final int MOST_LINKS = 40;
  private static final Path TOP = Path.of("/");
  private static final Path UP = Path.of("..");

  private final RootLayers layers;
  private final List<Path> mounted = new ArrayList<>();

  Destinations(RootSource root) {
    this.layers = RootLayers.of(root);
  }

  /** From here on something is mounted there, so what the image has below does not count. */
  void mounted(Path place) {
    mounted.add(place);
  }

  /**
   * Follows links.
   *
   * @param inside path inside the container, without {@code .} and {@code ..}
   * @return the path without links, as far as that can be known; {@code inside} itself if links
   *     lead in circles
   */
  Path of(Path inside) {
    var rest = new ArrayDeque<Path>();
    inside.forEach(rest::add);
    var at = TOP;
    for (int links = 0; !rest.isEmpty(); ) {
      if (isMounted(at) && !UP.equals(rest.peek())) {
        return rest.contains(UP) ? inside : append(at, rest);
      }
      var next = at.resolve(rest.remove()).normalize();
      var target = mounted.contains(next) ? Optional.<Path>empty() : link(next);
      if (target.isEmpty()) {
        at = next;
      } else if (++links > MOST_LINKS) {
        return inside;
      } else {
        at = target.get().isAbsolute() ? TOP : at;
        prepend(rest, target.get());
      }
    }
    return at;
  }

  private static Path append(Path at, Deque<Path> rest) {
    return rest.stream().reduce(at, Path::resolve);
  }

  private static void prepend(Deque<Path> rest, Path names) {
    for (int i = names.getNameCount() - 1; i >= 0; i--) {
      rest.push(names.getName(i));
    }
  }

  /** Where the link at a path leads; empty if there is none. */
  private Optional<Path> link(Path inside) {
    return layers.file(inside).filter(Files::isSymbolicLink).flatMap(Destinations::target);
  }

  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private boolean isMounted(Path at) {
    return mounted.stream().anyMatch(at::startsWith);
  }
}
