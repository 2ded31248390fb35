package dev.jug.engine.volume;

import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.VolumeMount;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What containers' coming and going means for volumes.
 *
 * <p>A volume is there before the record of a container claims it. An anonymous one has an owner on
 * disk from its birth: the container that it is made for. If no record knows the owner, and no
 * other container has the volume, {@link VolumeRecovery} removes it, so a crash between any two
 * steps leaves none behind. A container that goes and leaves its volumes takes the owner away
 * first, and they stay.
 */
public final class VolumeClaims {
  private static final System.Logger LOG = System.getLogger(VolumeClaims.class.getName());

  private final Volumes volumes;

  public VolumeClaims(Volumes volumes) {
    this.volumes = volumes;
  }

  /**
   * Makes the volumes of a container that is being made, as far as they are missing, and notes that
   * it has them.
   *
   * @param fleeting whether they need not outlive the machine's restart
   * @throws EngineException if one cannot be made, or one that it inherits is gone
   */
  public void claim(String container, StorageOptions storage, boolean fleeting) {
    try (var _ = volumes.users().hold()) {
      for (var mount : storage.inherited().volumes()) {
        requireThere(mount);
        volumes.users().add(mount.name(), container);
      }
      for (var mount : storage.volumes()) {
        ensure(container, mount, fleeting);
        volumes.users().add(mount.name(), container);
      }
    }
  }

  private void requireThere(VolumeMount mount) {
    if (!volumes.store().exists(mount.name())) {
      throw new NotFound("get " + mount.name() + ": no such volume", "");
    }
  }

  private void ensure(String container, VolumeMount mount, boolean fleeting) {
    var owner = mount.anonymous() ? Optional.of(container) : Optional.<String>empty();
    boolean lasting = !fleeting || !mount.anonymous();
    volumes.ensure(
        mount.volume(), mount.anonymous(), owner, lasting ? Survives.MACHINE : Survives.PROCESS);
  }

  /** Takes the claim of a container back that could not be made. */
  public void unclaim(String container, StorageOptions storage) {
    gone(container);
    left(container, storage, VolumeFate.UNDONE);
  }

  /** Notes what a container has that is there already. */
  public void adopt(String container, StorageOptions storage) {
    storage.allVolumes().forEach(mount -> volumes.users().add(mount.name(), container));
  }

  /**
   * To be called before the record of a container goes.
   *
   * @throws EngineException if its volumes are to stay and the disk fails
   */
  public void leaving(String container, StorageOptions storage, VolumeFate fate) {
    for (var name : anonymous(storage)) {
      switch (fate) {
        case STAY -> keep(name, container);
        case GO -> own(name, container);
        case UNDONE -> {}
      }
    }
  }

  private List<String> anonymous(StorageOptions storage) {
    return storage.allVolumes().stream()
        .filter(VolumeMount::anonymous)
        .map(VolumeMount::name)
        .filter(volumes.store()::exists)
        .distinct()
        .toList();
  }

  /** One that was to stay for another container goes with its last one. */
  private void own(String name, String container) {
    boolean last = volumes.users().of(name).equals(List.of(container));
    if (last && volumes.store().owner(name).isEmpty()) {
      try {
        volumes.store().own(name, container);
      } catch (EngineException e) {
        // A full disk: it stays, should the engine die before it has removed it.
        LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
      }
    }
  }

  /** What belongs to another container that is there is for that one to keep. */
  private void keep(String name, String container) {
    var others = new HashSet<>(volumes.users().of(name));
    others.remove(container);
    if (volumes.store().owner(name).filter(others::contains).isEmpty()) {
      volumes.store().keep(name);
    }
  }

  /** To be called when the record of a container is gone. */
  public void gone(String container) {
    volumes.users().remove(container);
  }

  /** Removes what a container that is gone leaves; what others have stays. */
  public void left(String container, StorageOptions storage, VolumeFate fate) {
    for (var name : anonymous(storage)) {
      switch (fate) {
        case STAY -> {}
        case GO -> drop(name);
        case UNDONE -> {
          if (volumes.store().owner(name).filter(container::equals).isPresent()) {
            drop(name);
          }
        }
      }
    }
  }

  /** What cannot be deleted now is tried again at the next start. */
  private void drop(String name) {
    try {
      volumes.takeAwayUnused(name).ifPresent(volumes::delete);
    } catch (EngineException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot remove volume " + name, e);
    }
  }
}
