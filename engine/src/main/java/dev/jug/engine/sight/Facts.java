package dev.jug.engine.sight;

import dev.jug.linux.fs.SmallFile;
import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is known of one container and of the machine.
 *
 * @param group where the container's cgroup tells what belongs to a controller; empty if it cannot
 * @param root above the machine's own /proc and /sys
 * @param since when the container began, in seconds since the machine did
 */
record Facts(Function<String, Optional<StatsDirectory>> group, Path root, double since) {
  /** What the machine's own file says. */
  String machine(SeenFile file) {
    return SmallFile.read(root.resolve(file.place().substring(1)))
        .orElseThrow(() -> new IllegalStateException("cannot read " + file.place()));
  }

  /** Seconds since the machine began, while it slept too. */
  double uptime() {
    var text = machine(SeenFile.UPTIME);
    return Double.parseDouble(text.substring(0, text.indexOf(' ')));
  }

  /** Seconds since the container began. */
  double age() {
    return Math.max(0, uptime() - since);
  }

  /** The group's files of a controller, and those of the groups above, which limit it as well. */
  Stream<StatsDirectory> upwards(String controller) {
    return Stream.iterate(
        group.apply(controller).orElse(null),
        directory -> directory != null && Files.isDirectory(directory.path()),
        directory -> {
          var above = directory.path().getParent();
          return above == null ? null : new StatsDirectory(above, directory.unified());
        });
  }
}
