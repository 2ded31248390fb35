package dev.jug.image.layer;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.oci.image.Digest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Layers united for looking at them: what would be searched in one layer after the other is found
 * at once. The mounts are detached, and kept until one of their layers is removed. Thread-safe.
 */
public final class Unions implements AutoCloseable {
  private final Map<List<Digest>, Fd> mounts = new HashMap<>();

  /**
   * The directories to look at, the topmost first: a single one if the kernel unites them.
   *
   * @param layers names of the layers, the topmost first
   * @param lowers their directories
   */
  public synchronized List<Path> of(List<Digest> layers, List<Path> lowers) {
    if (lowers.size() < 2) {
      return lowers;
    }
    try {
      return List.of(location(mounts.computeIfAbsent(layers, _ -> mount(lowers))));
    } catch (SysException _) {
      return lowers;
    }
  }

  private static Fd mount(List<Path> lowers) {
    return DetachedMount.readOnly(
        "overlay", lowers.stream().map(lower -> Map.entry("lowerdir+", lower.toString())).toList());
  }

  /** What an open mount is called, as long as this process lives. */
  public static Path location(Fd mount) {
    return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + mount.number());
  }

  /** Lets go of a layer. */
  public synchronized void forget(Digest layer) {
    mounts
        .entrySet()
        .removeIf(mount -> {
          boolean has = mount.getKey().contains(layer);
          if (has) {
            mount.getValue().close();
          }
          return has;
        });
  }

  @Override
  public synchronized void close() {
    mounts.values().forEach(Fd::close);
    mounts.clear();
  }
}
