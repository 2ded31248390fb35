package dev.jug.cli.command;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ByteSize;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.ImageMount;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.MountTarget;
import dev.jug.engine.request.Recursion;
import dev.jug.engine.request.StorageBuilder;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.VolumeMount;
import dev.jug.engine.request.VolumeRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Docker's {@code --mount}: fields with commas between them. */
record MountOption(MountFields fields) {
  private static final String VOLUME = "volume";

  /**
   * Adds what it says.
   *
   * @param directory where paths of the host begin that begin with a dot
   * @throws Invalid if it makes no sense
   */
  static void add(String text, Path directory, StorageBuilder storage) {
    var option = new MountOption(MountFields.parse(text));
    switch (option.type()) {
      case "bind" -> storage.add(option.bind(directory));
      case "tmpfs" -> storage.add(option.tmpfs());
      case VOLUME -> storage.add(option.volume());
      case "image" -> storage.add(option.image());
      default -> throw option.fields.invalid("there are the types bind, volume, tmpfs and image");
    }
  }

  private String type() {
    return fields.last("type").orElse(VOLUME);
  }

  private String target() {
    var target = fields.last("target", "dst", "destination");
    return MountTarget.checked(
        type(), target.orElseThrow(() -> fields.invalid("target is required")));
  }

  private String source() {
    return fields.last("source", "src").orElse("");
  }

  private boolean readOnly() {
    return fields.flag("readonly", "ro");
  }

  private BindMount bind(Path directory) {
    fields.only(
        "bind-propagation", "bind-recursive", "bind-nonrecursive", "bind-create-src", "idmap");
    if (!source().startsWith("/") && !source().startsWith(".")) {
      throw fields.invalid("source must be an absolute path, or begin with a dot");
    }
    var options = new ArrayList<String>();
    if (readOnly()) {
      options.add("ro");
    }
    fields.last("bind-propagation").map(this::propagation).ifPresent(options::add);
    if (fields.flag("idmap")) {
      options.add("idmap");
    }
    var recursion =
        fields.flag("bind-nonrecursive")
            ? Recursion.DISABLED
            : Recursion.parse(fields.last("bind-recursive").orElse(""));
    return new BindMount(
        directory.resolve(source()).normalize(),
        target(),
        options,
        recursion,
        fields.flag("bind-create-src"),
        MountForm.FIELDS);
  }

  private String propagation(String word) {
    if (!BindMount.isPropagation(word)) {
      throw fields.invalid("unknown bind-propagation " + word);
    }
    return word;
  }

  private VolumeMount volume() {
    fields.only("volume-nocopy", "volume-subpath", "volume-label", "volume-driver", "volume-opt");
    var request =
        new VolumeRequest(
            source(),
            fields.last("volume-driver").orElse(""),
            fields.pairs("volume-label"),
            fields.pairs("volume-opt"));
    return new VolumeMount(
        request,
        target(),
        readOnly(),
        fields.flag("volume-nocopy"),
        fields.last("volume-subpath").orElse(""),
        source().isEmpty(),
        "",
        MountForm.FIELDS);
  }

  private ImageMount image() {
    fields.only("image-subpath");
    if (source().isEmpty()) {
      throw fields.invalid("source is required");
    }
    var subpath = fields.last("image-subpath").orElse("");
    return new ImageMount(new Stored(source(), null), target(), subpath);
  }

  private TmpfsMount tmpfs() {
    fields.only("tmpfs-size", "tmpfs-mode");
    var options = new ArrayList<String>();
    if (readOnly()) {
      options.add("ro");
    }
    fields
        .last("tmpfs-size")
        .map(ByteSize::parse)
        .map(size -> "size=" + size)
        .ifPresent(options::add);
    fields.last("tmpfs-mode").map(mode -> "mode=" + mode).ifPresent(options::add);
    return new TmpfsMount(target(), List.copyOf(options), MountForm.FIELDS);
  }
}
