package dev.jug.engine.volume;

import dev.jug.engine.error.EngineException;
import dev.jug.linux.SysException;
import java.io.IOException;
import java.util.Set;

/**
 * Puts volumes right when an engine opens: what is half made or half removed goes, and so does an
 * anonymous volume whose container was never made or is gone. What has a name stays. All containers
 * that there are have been {@linkplain VolumeClaims#adopt adopted}.
 */
public final class VolumeRecovery {
  private static final System.Logger LOG = System.getLogger(VolumeRecovery.class.getName());

  private final Volumes volumes;
  private final Set<String> containers;
  private final boolean certain;

  /**
   * @param containers the ids of all that have a record
   * @param certain whether all these records could be read; if not, no volume goes
   */
  public VolumeRecovery(Volumes volumes, Set<String> containers, boolean certain) {
    this.volumes = volumes;
    this.containers = Set.copyOf(containers);
    this.certain = certain;
  }

  /** Does it; deletes behind the caller's back. */
  public void run() {
    for (var name : volumes.store().names()) {
      try {
        recover(name);
      } catch (EngineException | SysException | IOException e) {
        LOG.log(System.Logger.Level.WARNING, "cannot put right volume " + name, e);
      }
    }
    var rubbish = volumes.store().rubbish();
    if (!rubbish.isEmpty()) {
      Thread.ofVirtual()
          .name("remove volumes")
          .start(() ->
              rubbish.forEach(half -> {
                try {
                  volumes.delete(half);
                } catch (EngineException e) {
                  LOG.log(System.Logger.Level.WARNING, e.getMessage(), e);
                }
              }));
    }
  }

  private void recover(String name) throws IOException {
    new CopyUp(volumes.store().directory(name)).finish();
    var owner = volumes.store().owner(name);
    if (certain && owner.isPresent() && !containers.contains(owner.get())) {
      volumes.takeAwayUnused(name);
    }
  }
}
