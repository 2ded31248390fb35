package dev.jug.docker.container;

import dev.jug.docker.json.Fields;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.BindMount;
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

/** One of {@code HostConfig.Mounts}. */
record MountBody(Fields fields) {

  void addTo(StorageBuilder storage) {
    switch (type()) {
      case "bind" -> storage.add(bind());
      case "tmpfs" -> storage.add(tmpfs());
      case "volume" -> storage.add(volume());
      case "image" -> storage.add(image());
      case "cluster", "npipe" ->
          throw new Unavailable(
              "mounts of type " + type() + " are not there", "Bind a directory of the host.");
      case String other ->
          throw new Invalid("invalid mount config: mount type unknown: \"" + other + "\"", "");
    }
  }

  private String type() {
    return fields.text("Type");
  }

  private String target() {
    return MountTarget.checked(type(), fields.text("Target"));
  }

  private BindMount bind() {
    var source = fields.text("Source");
    if (!source.startsWith("/")) {
      throw new Invalid(
          "invalid mount config for type \"bind\": invalid mount path: '"
              + source
              + "' mount path must be absolute",
          "");
    }
    var options = new ArrayList<String>();
    if (fields.flag("ReadOnly")) {
      options.add("ro");
    }
    var more = fields.object("BindOptions");
    if (!more.text("Propagation").isEmpty()) {
      options.add(propagation(more.text("Propagation")));
    }
    return new BindMount(
        Path.of(source),
        target(),
        options,
        recursion(more),
        more.flag("CreateMountpoint"),
        MountForm.FIELDS);
  }

  private static String propagation(String word) {
    if (!BindMount.isPropagation(word)) {
      throw new Invalid("invalid mount config: invalid propagation mode: \"" + word + "\"", "");
    }
    return word;
  }

  private static Recursion recursion(Fields options) {
    if (options.flag("NonRecursive")) {
      return Recursion.DISABLED;
    }
    if (options.flag("ReadOnlyForceRecursive")) {
      return Recursion.READONLY;
    }
    return options.flag("ReadOnlyNonRecursive") ? Recursion.WRITABLE : Recursion.ENABLED;
  }

  private VolumeMount volume() {
    var options = fields.object("VolumeOptions");
    var driver = options.object("DriverConfig");
    var request =
        new VolumeRequest(
            fields.text("Source"),
            driver.text("Name"),
            options.map("Labels"),
            driver.map("Options"));
    return new VolumeMount(
        request,
        fields.text("Target"),
        fields.flag("ReadOnly"),
        options.flag("NoCopy"),
        options.text("Subpath"),
        request.name().isEmpty(),
        "",
        MountForm.FIELDS);
  }

  private ImageMount image() {
    if (fields.text("Source").isEmpty()) {
      throw new Invalid(
          "invalid mount config for type \"image\": field Source must not be empty", "");
    }
    var image = new Stored(fields.text("Source"), null);
    var subpath = fields.object("ImageOptions").text("Subpath");
    return new ImageMount(image, fields.text("Target"), subpath);
  }

  private TmpfsMount tmpfs() {
    var options = new ArrayList<String>();
    var more = fields.object("TmpfsOptions");
    if (fields.flag("ReadOnly")) {
      options.add("ro");
    }
    if (more.limit("SizeBytes") != null) {
      options.add("size=" + more.limit("SizeBytes"));
    }
    if (more.limit("Mode") != null) {
      options.add("mode=" + Long.toOctalString(more.limit("Mode")));
    }
    return new TmpfsMount(target(), options, MountForm.FIELDS);
  }
}
