package dev.jug.engine.launch;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.Relabel;
import dev.jug.engine.selinux.Relabelling;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Files of the host that become a container's by what SELinux knows them by: binds and volumes, as
 * they say, and the engine's own files. Nothing of this is done where containers have no labels.
 *
 * @param request with its labels
 * @param volumes where the files of a volume lie, by its name
 */
record MountLabels(ContainerRequest request, Function<String, Path> volumes) {
  private String label() {
    return request.security().labels().mount();
  }

  /**
   * Looks whether all of it may be done.
   *
   * @throws dev.jug.engine.error.EngineException if something is the machine's own
   */
  void check() {
    if (!label().isEmpty()) {
      request.storage().allBinds().stream()
          .filter(bind -> bind.relabel() != Relabel.NONE)
          .forEach(bind -> Relabelling.check(bind.source()));
    }
  }

  /**
   * Does it.
   *
   * @param own files that the engine has made for the container
   */
  void apply(List<Path> own) {
    if (label().isEmpty()) {
      return;
    }
    own.forEach(file -> apply(file, Relabel.OWN));
    request.storage().allBinds().forEach(bind -> apply(bind.source(), bind.relabel()));
    request
        .storage()
        .allVolumes()
        .forEach(volume -> apply(volumes.apply(volume.name()), volume.relabel()));
  }

  private void apply(Path source, Relabel whose) {
    if (whose != Relabel.NONE) {
      Relabelling.of(label(), whose == Relabel.SHARED).apply(source);
    }
  }
}
