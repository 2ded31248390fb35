package dev.jug.cri.runtime;

import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.IdMap;
import dev.jug.engine.request.ImageMount;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.Recursion;
import dev.jug.engine.request.Relabel;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.StorageOptions;
import dev.jug.grpc.proto.ProtoException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mounts of the CRI, in both directions. */
final class Mounts {
  private static final Map<String, String> PROPAGATIONS =
      Map.of(
          "PROPAGATION_PRIVATE", "rprivate",
          "PROPAGATION_HOST_TO_CONTAINER", "rslave",
          "PROPAGATION_BIDIRECTIONAL", "rshared");

  private Mounts() {}

  /**
   * What is to be mounted.
   *
   * @param ids what the pod's users are on the machine; null if the machine's
   * @throws Invalid if the ids of a mount are not the pod's
   * @throws Unavailable if a mount asks for what is not there
   */
  static StorageOptions of(List<Message> mounts, @Nullable IdMap ids) throws ProtoException {
    var storage = new StorageBuilder();
    for (var mount : mounts) {
      if (UserNamespaces.isMapped(mount) && !UserNamespaces.ofMount(mount).equals(ids)) {
        throw new Invalid(
            "the mapped ids of mount " + target(mount) + " are not those of its pod sandbox", "");
      }
      if (!mount.texts("mount_options").isEmpty()) {
        throw new Unavailable("mount_options are not there yet", "");
      }
      if (mount.message("image").word("image").isPresent()) {
        storage.add(image(mount));
      } else {
        storage.add(bind(mount));
      }
    }
    return storage.build();
  }

  private static String target(Message mount) throws ProtoException {
    return Path.of("/").resolve(mount.text("container_path")).normalize().toString();
  }

  private static ImageMount image(Message mount) throws ProtoException {
    var image = new Stored(mount.message("image").text("image"), null);
    return new ImageMount(image, target(mount), mount.text("image_sub_path"));
  }

  /** Whoever asks sees to it that what is mounted is there. */
  private static BindMount bind(Message mount) throws ProtoException {
    boolean readOnly = mount.flag("readonly");
    var propagation = PROPAGATIONS.getOrDefault(mount.constant("propagation"), "rprivate");
    var recursion = mount.flag("recursive_read_only") ? Recursion.READONLY : Recursion.WRITABLE;
    return new BindMount(
        Path.of(mount.text("host_path")),
        target(mount),
        options(mount, propagation),
        readOnly || mount.flag("recursive_read_only") ? recursion : Recursion.ENABLED,
        false,
        MountForm.FIELDS);
  }

  private static List<String> options(Message mount, String propagation) throws ProtoException {
    var options = new ArrayList<String>();
    options.add(mount.flag("readonly") ? "ro" : "rw");
    options.add(propagation);
    if (mount.flag("selinux_relabel")) {
      options.add("z");
    }
    if (UserNamespaces.isMapped(mount)) {
      options.add("idmap");
    }
    return options;
  }

  /** {@code Mount}, of one that was asked for. */
  static void write(Draft out, BindMount bind) {
    out.text("container_path", bind.target())
        .text("host_path", bind.location().toString())
        .flag("readonly", bind.readOnly())
        .flag("selinux_relabel", bind.relabel() != Relabel.NONE)
        .constant("propagation", constant(bind.propagation()))
        .flag("recursive_read_only", bind.recursion() == Recursion.READONLY);
  }

  private static String constant(String propagation) {
    return PROPAGATIONS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(propagation))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("PROPAGATION_PRIVATE");
  }

  /** {@code Mount}, of the files of an image. */
  static void write(Draft out, ImageMount mount) {
    out.text("container_path", mount.target())
        .flag("readonly", true)
        .text("image_sub_path", mount.subpath())
        .message("image", image -> image.text("image", mount.image().name()));
  }
}
