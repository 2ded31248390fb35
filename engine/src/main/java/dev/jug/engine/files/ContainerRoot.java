package dev.jug.engine.files;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.runtime.RootSource;
import dev.jug.runtime.RootSource.Directory;
import dev.jug.runtime.RootSource.Overlay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens root directories of containers. Each is a location (O_PATH) that the caller closes. */
final class ContainerRoot {
  private ContainerRoot() {}

  /** Of a container that runs, with all that is mounted in it. */
  static Fd running(int pid) {
    return Rooted.directory("/proc/" + pid + "/root");
  }

  /** Of one that does not run, to read. */
  static Fd still(RootSource source) {
    return switch (source) {
      case Directory(var path) -> Rooted.directory(path.toString());
      case Overlay overlay -> still(overlay);
    };
  }

  /**
   * Layers that are read cannot lie in one another, as those of the machine's own system do: then
   * what was changed is mounted as it would be to write.
   */
  private static Fd still(Overlay overlay) {
    try {
      return united(withUpper(overlay));
    } catch (SysException e) {
      if (e.errno() != Errno.ELOOP) {
        throw e;
      }
      return DetachedMount.readOnly("overlay", withChanges(overlay));
    }
  }

  private static List<Path> withUpper(Overlay overlay) {
    var layers = new ArrayList<Path>();
    if (Files.isDirectory(overlay.upper())) {
      layers.add(overlay.upper());
    }
    layers.addAll(overlay.lowers());
    return layers;
  }

  /** What the changes lie above. */
  static Fd below(Overlay overlay) {
    return united(overlay.lowers());
  }

  /** One layer needs no overlayfs, which would refuse it. */
  private static Fd united(List<Path> layers) {
    if (layers.size() == 1) {
      return Rooted.directory(layers.getFirst().toString());
    }
    return DetachedMount.readOnly("overlay", lowers(layers));
  }

  /** Of one that does not run, to write; it must not be started meanwhile. */
  static Fd writable(RootSource source) {
    return switch (source) {
      case Directory(var path) -> Rooted.directory(path.toString());
      case Overlay overlay -> DetachedMount.writable("overlay", withChanges(overlay));
    };
  }

  private static List<Map.Entry<String, String>> withChanges(Overlay overlay) {
    var options = new ArrayList<>(lowers(overlay.lowers()));
    options.add(Map.entry("upperdir", overlay.upper().toString()));
    options.add(Map.entry("workdir", overlay.work().toString()));
    return options;
  }

  private static List<Map.Entry<String, String>> lowers(List<Path> layers) {
    return layers.stream().map(layer -> Map.entry("lowerdir+", layer.toString())).toList();
  }
}
