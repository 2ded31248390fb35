package dev.jug.engine;

import dev.jug.engine.attack.Attack;
import dev.jug.engine.attack.Attack.Bound;
import dev.jug.engine.attack.Attack.Errand;
import dev.jug.engine.attack.Races;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.DiskLimit;
import dev.jug.engine.request.LogConfig;
import dev.jug.engine.request.ResourceLimit;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an attack needs besides a container: a limit to try, a volume to share. */
final class AttackStage implements AutoCloseable {
  private static final Map<String, String> FEW_FILES = Map.of("size", "16m", "inodes", "200");
  private static final ResourceLimit FEW_DESCRIPTORS = new ResourceLimit("nofile", 1024, 1024);

  private final Engine engine;
  private final Attack attack;
  private final String volume;

  /**
   * @param volume name of the volume, should there be one; it comes with the attacker, and goes
   *     with this
   */
  AttackStage(Engine engine, Attack attack, String volume) {
    this.engine = engine;
    this.attack = attack;
    this.volume = volume;
  }

  /** The container that attacks. */
  ContainerRequest attacker(ContainerRequest asked) {
    boolean heard = attack.errand() == Errand.KEEP_OUTPUT;
    return asked.toBuilder(asked.image())
        .log(heard ? asked.log() : LogConfig.NONE)
        .limits(limits(asked.limits()))
        .storage(storage(asked.storage()))
        .build();
  }

  private List<ResourceLimit> limits(List<ResourceLimit> asked) {
    boolean isBound = asked.stream().anyMatch(limit -> limit.name().equals("nofile"));
    return attack.bound() != Bound.OPEN_FILES || isBound
        ? asked
        : Stream.concat(asked.stream(), Stream.of(FEW_DESCRIPTORS)).toList();
  }

  private StorageOptions storage(StorageOptions asked) {
    return new StorageOptions(
        asked.binds(),
        asked.tmpfs(),
        asked.shmSize(),
        volumes(asked.volumes()),
        asked.images(),
        asked.volumesFrom(),
        asked.inherited(),
        limit(asked.limit()));
  }

  private @Nullable DiskLimit limit(@Nullable DiskLimit asked) {
    return attack.bound() == Bound.FILES && asked == null ? DiskLimit.parse(FEW_FILES) : asked;
  }

  private List<VolumeMount> volumes(List<VolumeMount> asked) {
    return isShared()
        ? Stream.concat(asked.stream(), Stream.of(VolumeMount.parse(volume + ":" + Races.PLACE)))
            .toList()
        : asked;
  }

  private boolean isShared() {
    return attack.errand() == Errand.MOUNT_PART;
  }

  @Override
  public void close() {
    if (isShared()) {
      try {
        engine.volumes().remove(volume, true);
      } catch (EngineException e) {
        System.getLogger(AttackStage.class.getName())
            .log(System.Logger.Level.WARNING, "cannot remove volume " + volume, e);
      }
    }
  }
}
