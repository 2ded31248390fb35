package dev.jug.play.pod;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.VolumeRequest;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.PersistentVolumeClaim;
import dev.jug.kube.model.Volume;
import dev.jug.kube.model.Volume.Claim;
import dev.jug.kube.model.Volume.DownwardApi;
import dev.jug.kube.model.Volume.EmptyDir;
import dev.jug.kube.model.Volume.HostPath;
import dev.jug.kube.model.Volume.Objects;
import dev.jug.kube.model.Volume.Projected;
import dev.jug.kube.model.VolumeMount;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tmpfs;
import dev.jug.linux.fs.Tree;
import dev.jug.play.desired.Desired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The volumes of a pod.
 *
 * @param directory the pod's own; it goes with the pod
 */
record PodVolumes(Path directory) {
  private static final int EVERYBODY = 0777;
  private static final int GROUP = 02775;
  private static final String MEMORY = ".memory";

  /** Makes what is missing of them. */
  void make(Environments environments) {
    var spec = environments.facts().plan().spec();
    try {
      for (var volume : spec.volumes()) {
        make(volume, environments);
      }
      if (spec.securityContext().fsGroup().isPresent()) {
        long group = spec.securityContext().fsGroup().getAsLong();
        for (var volume : spec.volumes()) {
          give(volume, (int) group);
        }
      }
    } catch (IOException e) {
      throw new Failed("cannot make the volumes of the pod: " + e.getMessage(), "", e);
    }
  }

  private void make(Volume volume, Environments environments) throws IOException {
    var place = place(volume.name());
    switch (volume.source()) {
      case EmptyDir empty -> empty(place, empty);
      case Objects objects -> files(environments, place).write(objects);
      case DownwardApi api -> files(environments, place).write(api);
      case Projected projected -> {
        var files = files(environments, place);
        for (var source : projected.sources()) {
          files.write(source);
        }
      }
      case HostPath host -> check(host);
      case Claim claim -> check(claim, environments.desired());
    }
  }

  private Path place(String volume) {
    return directory.resolve(volume);
  }

  private static ObjectFiles files(Environments environments, Path place) throws IOException {
    Files.createDirectories(place);
    return new ObjectFiles(environments, place);
  }

  private void empty(Path place, EmptyDir empty) throws IOException {
    if (Files.exists(place)) {
      return;
    }
    Files.createDirectories(place);
    if (empty.memory()) {
      var size = empty.sizeLimit().map(limit -> ",size=" + limit.value()).orElse("");
      Files.createFile(directory.resolve(place.getFileName() + MEMORY));
      Tmpfs.mount(place, "mode=1777" + size);
    } else {
      Files.setAttribute(place, "unix:mode", EVERYBODY);
    }
  }

  private void give(Volume volume, int group) throws IOException {
    if (volume.source() instanceof EmptyDir) {
      Files.setAttribute(place(volume.name()), "unix:gid", group);
      Files.setAttribute(place(volume.name()), "unix:mode", GROUP);
    }
  }

  private static void check(HostPath host) throws IOException {
    var path = Path.of(host.path());
    boolean there =
        switch (host.type()) {
          case "DirectoryOrCreate" -> Files.isDirectory(Files.createDirectories(path));
          case "FileOrCreate" -> Files.exists(path) || Files.exists(Files.createFile(path));
          case "Directory" -> Files.isDirectory(path);
          case "File" -> Files.isRegularFile(path);
          default -> Files.exists(path);
        };
    if (!there) {
      var type = host.type().isEmpty() ? "file or directory" : host.type();
      throw new Invalid("hostPath " + path + " is no " + type, "");
    }
  }

  private static void check(Claim claim, Desired desired) {
    if (desired.find(PersistentVolumeClaim.class, claim.name()).isEmpty()) {
      throw new Invalid(
          "PersistentVolumeClaim " + claim.name() + " is not there", "Play a file that has it.");
    }
  }

  /**
   * Mounts them into a container.
   *
   * @param variables the container's own, for expressions
   */
  void mount(
      Container container,
      Environments environments,
      Map<String, String> variables,
      StorageBuilder storage) {
    var volumes = environments.facts().plan().spec().volumes();
    for (var mount : container.volumeMounts()) {
      var subPath = mount.subPath();
      var part = mount.subPathIsExpression() ? Expansion.whole(subPath, variables) : subPath;
      volumes.stream()
          .filter(volume -> volume.name().equals(mount.name()))
          .forEach(volume -> mount(volume, mount.of(part), environments, storage));
    }
  }

  /** What containers write to is opened when one starts, for they may have put links there. */
  private void mount(
      Volume volume, VolumeMount mount, Environments environments, StorageBuilder storage) {
    boolean mapped = !environments.facts().plan().spec().host().users();
    switch (volume.source()) {
      case Claim claim -> storage.add(claimed(claim, mount, environments.desired()));
      case HostPath host ->
          storage.add(
              bind(Path.of(host.path()), mount, mount.readOnly(), mapped).part(mount.subPath()));
      case EmptyDir _ ->
          storage.add(
              bind(place(volume.name()), mount, mount.readOnly(), mapped).part(mount.subPath()));
      default -> {
        var place = place(volume.name());
        var source = place.resolve(mount.subPath()).normalize();
        storage.add(bind(source.startsWith(place) ? source : place, mount, true, mapped));
      }
    }
  }

  /**
   * Mounts a directory or file.
   *
   * @param mapped whether what root of the pod owns is root's there too
   */
  private static BindMount bind(Path source, VolumeMount mount, boolean readOnly, boolean mapped) {
    var propagation =
        switch (mount.propagation()) {
          case NONE -> "rprivate";
          case HOST_TO_CONTAINER -> "rslave";
          case BIDIRECTIONAL -> "rshared";
        };
    var options = new ArrayList<>(List.of(readOnly ? "ro" : "rw", propagation));
    if (mapped) {
      options.add("idmap");
    }
    return new BindMount(source, mount.mountPath(), options);
  }

  private static dev.jug.engine.request.VolumeMount claimed(
      Claim claim, VolumeMount mount, Desired desired) {
    var name =
        desired
            .find(PersistentVolumeClaim.class, claim.name())
            .flatMap(PersistentVolumeClaim::volumeName)
            .orElse(claim.name());
    return new dev.jug.engine.request.VolumeMount(
        VolumeRequest.of(name),
        mount.mountPath(),
        claim.readOnly() || mount.readOnly(),
        true,
        mount.subPath(),
        true,
        false,
        "",
        MountForm.FIELDS);
  }

  /** Removes all that goes with the pod. */
  void remove() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var marks = Files.newDirectoryStream(directory, "*" + MEMORY)) {
      for (var mark : marks) {
        var name = mark.getFileName().toString();
        detach(place(name.substring(0, name.length() - MEMORY.length())));
      }
      Tree.delete(directory);
    } catch (IOException e) {
      throw new Failed("cannot remove the volumes of a pod: " + e.getMessage(), "", e);
    }
  }

  /** After a restart of the machine nothing is mounted there. */
  private static void detach(Path place) {
    try {
      Tmpfs.detach(place);
    } catch (SysException e) {
      if (e.errno() != Errno.EINVAL) {
        throw e;
      }
    }
  }
}
