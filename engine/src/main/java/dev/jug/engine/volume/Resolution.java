package dev.jug.engine.volume;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.Inherited;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.MountTarget;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.engine.request.VolumesFrom;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Says which volumes a container is to have: those without a name get one, and what it inherits
 * from other containers is looked up. Nothing is made.
 *
 * @param volumes choose names
 * @param storageOf what another container has, by its name or id
 */
public record Resolution(Volumes volumes, Function<String, StorageOptions> storageOf) {
  /**
   * The same with names.
   *
   * @throws dev.jug.engine.error.EngineException if a name is not allowed, or there is no such
   *     container
   */
  public StorageOptions of(StorageOptions asked) {
    if (asked.volumes().isEmpty() && asked.volumesFrom().isEmpty()) {
      return asked;
    }
    var inherited = inherited(asked);
    return asked.inheriting(inherited).withVolumes(named(asked.volumes(), inherited));
  }

  /** What was asked for comes before what is inherited; of several, the last one counts. */
  private Inherited inherited(StorageOptions asked) {
    var own = new HashSet<>(ownTargets(asked));
    var binds = new LinkedHashMap<String, BindMount>();
    var mounts = new LinkedHashMap<String, VolumeMount>();
    for (var from : asked.volumesFrom()) {
      var storage = storageOf.apply(from.container());
      for (var bind : storage.allBinds()) {
        var target = MountTarget.plain(bind.target());
        mounts.remove(target);
        binds.put(target, from.readOnly() ? bind.asReadOnly() : bind);
      }
      for (var mount : storage.allVolumes()) {
        binds.remove(mount.target());
        mounts.put(mount.target(), inherited(mount, from));
      }
    }
    binds.keySet().removeAll(own);
    mounts.keySet().removeAll(own);
    return new Inherited(List.copyOf(binds.values()), List.copyOf(mounts.values()));
  }

  private static VolumeMount inherited(VolumeMount mount, VolumesFrom from) {
    return from.readOnly() ? mount.asReadOnly() : mount;
  }

  /** A place that was only named, such as by the image, gives way to what is inherited there. */
  private static List<String> ownTargets(StorageOptions asked) {
    var places =
        asked.volumes().stream()
            .filter(mount -> mount.form() == MountForm.PLACE)
            .map(VolumeMount::target)
            .toList();
    return asked.targets().stream().filter(target -> !places.contains(target)).toList();
  }

  private List<VolumeMount> named(List<VolumeMount> asked, Inherited inherited) {
    var taken = targets(inherited);
    return asked.stream()
        .filter(mount -> mount.form() != MountForm.PLACE || !taken.contains(mount.target()))
        .map(this::named)
        .toList();
  }

  private static Set<String> targets(Inherited inherited) {
    var targets = new HashSet<String>();
    inherited.binds().forEach(bind -> targets.add(MountTarget.plain(bind.target())));
    inherited.volumes().forEach(mount -> targets.add(mount.target()));
    return targets;
  }

  private VolumeMount named(VolumeMount mount) {
    if (mount.name().isEmpty()) {
      return mount.named(volumes.newName());
    }
    VolumeName.checked(mount.name());
    LocalDriver.check(mount.volume().driver(), mount.volume().options());
    return mount;
  }
}
