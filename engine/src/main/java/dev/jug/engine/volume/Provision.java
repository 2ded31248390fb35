package dev.jug.engine.volume;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ImageMount;
import dev.jug.engine.request.VolumeMount;
import dev.jug.engine.spec.BoundMount;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.MountTable;
import dev.jug.linux.mount.AttachedMount;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.oci.runtime.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one launch needs of volumes, images and parts of binds. A part is opened here and mounted by
 * its descriptor, so nobody can put a link in its way in between.
 */
final class Provision implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Provision.class.getName());

  private final Path place;
  private final String label;
  private final List<Mount> mounts = new ArrayList<>();
  private final List<Fd> parts = new ArrayList<>();
  private final List<Path> mounted = new ArrayList<>();

  /**
   * @param place for what is mounted
   * @param label what SELinux is to know the files of images by; empty for nothing
   */
  Provision(Path place, String label) {
    this.place = place;
    this.label = label;
  }

  List<Mount> mounts() {
    return List.copyOf(mounts);
  }

  void volume(VolumeMount mount, Path data) {
    boolean make = mount.createSubpath();
    var source = mount.subpath().isEmpty() ? data : part(data, mount.subpath(), make);
    add(mount.target(), source, mount.readOnly());
  }

  void bind(BindMount bind) {
    mounts.add(BoundMount.of(bind, part(bind.source(), bind.subpath(), bind.createSource())));
  }

  /** The files of an image are united at a place of the engine's own, and bound from there. */
  void image(ImageMount mount, List<Path> layers) {
    var united = unite(mount, layers);
    var source = mount.subpath().isEmpty() ? united : part(united, mount.subpath(), false);
    add(mount.target(), source, true);
  }

  /** One layer alone is no overlay, so an empty one comes below it. */
  private Path unite(ImageMount mount, List<Path> layers) {
    var at = place.resolve(UUID.randomUUID().toString());
    try {
      Disk.ensurePrivate(at);
      mounted.add(at);
      var all = new ArrayList<>(layers);
      if (all.size() == 1) {
        all.add(Files.createDirectory(at.resolve("empty")));
      }
      var options = new ArrayList<Map.Entry<String, String>>();
      all.forEach(layer -> options.add(Map.entry("lowerdir+", layer.toString())));
      if (!label.isEmpty()) {
        options.add(Map.entry("context", label));
      }
      try (var union = DetachedMount.readOnly("overlay", options)) {
        AttachedMount.attach(union, at);
      }
      return at;
    } catch (IOException e) {
      throw Disk.failed("mount image " + mount.image().name(), e);
    } catch (SysException e) {
      throw new Failed("cannot mount image " + mount.image().name() + ": " + e.getMessage(), "", e);
    }
  }

  private Path part(Path whole, String subpath, boolean make) {
    var part = new PartPath(whole, subpath).open(make);
    parts.add(part);
    return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + part.number());
  }

  void imagine(BindMount bind, Path source) {
    mounts.add(BoundMount.of(bind, source));
  }

  void imagine(String target, Path source, boolean readOnly) {
    add(target, source, readOnly);
  }

  private void add(String target, Path source, boolean readOnly) {
    var options = new ArrayList<>(List.of("rbind", "rprivate"));
    if (readOnly) {
      options.addAll(List.of("ro", "rro"));
    }
    mounts.add(new Mount(target, "bind", source.toString(), options));
  }

  @Override
  public void close() {
    parts.forEach(Fd::close);
    mounted.forEach(Provision::remove);
  }

  /** Unmounts and removes what an engine that died has left. */
  static void settle(Path place) {
    if (Files.isDirectory(place)) {
      try (var left = Files.list(place)) {
        left.toList().forEach(Provision::remove);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "cannot list " + place, e);
      }
    }
  }

  static void remove(Path at) {
    try {
      if (MountTable.ofSelf().stream().anyMatch(mount -> mount.target().equals(at))) {
        AttachedMount.detach(at);
      }
      Files.deleteIfExists(at.resolve("empty"));
      Files.deleteIfExists(at);
    } catch (IOException | SysException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot unmount " + at, e);
    }
  }
}
