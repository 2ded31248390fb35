package dev.jug.engine.container;

import dev.jug.engine.request.BindMount;
import dev.jug.engine.request.ImageMount;
import dev.jug.engine.request.MountForm;
import dev.jug.engine.request.StorageOptions;
import dev.jug.engine.request.TmpfsMount;
import dev.jug.engine.request.VolumeMount;
import dev.jug.engine.request.VolumesFrom;
import dev.jug.engine.view.MountView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is mounted into a container, in the shape of {@code docker inspect}.
 *
 * @param layout knows where volumes lie
 */
record MountViews(StorageOptions storage, Layout layout) {

  /** All that is mounted, but for what {@code --tmpfs} said. */
  List<MountView> all() {
    return Stream.of(
            storage.allBinds().stream().map(MountViews::of),
            storage.allVolumes().stream().map(this::of),
            storage.images().stream().map(MountViews::of),
            storage.tmpfs().stream()
                .filter(tmpfs -> tmpfs.form() == MountForm.FIELDS)
                .map(MountViews::of))
        .flatMap(views -> views)
        .toList();
  }

  private static MountView of(BindMount bind) {
    return new MountView(
        "bind",
        null,
        bind.location().toString(),
        bind.target(),
        null,
        bind.form() == MountForm.LINE ? String.join(",", bind.options()) : "",
        !bind.readOnly(),
        bind.propagation());
  }

  private MountView of(VolumeMount mount) {
    return new MountView(
        "volume",
        mount.name(),
        layout.volumes().resolve(mount.name()).resolve("data").toString(),
        mount.target(),
        "local",
        mount.mode(),
        !mount.readOnly(),
        "");
  }

  private static MountView of(ImageMount mount) {
    return new MountView("image", mount.image().name(), "", mount.target(), null, "", false, "");
  }

  private static MountView of(TmpfsMount tmpfs) {
    return new MountView("tmpfs", null, "", tmpfs.target(), null, "", !tmpfs.readOnly(), "");
  }

  /** What {@code -v} said. */
  List<String> lines() {
    return Stream.concat(
            storage.binds().stream()
                .filter(bind -> bind.form() == MountForm.LINE)
                .map(MountViews::line),
            storage.volumes().stream()
                .filter(mount -> mount.form() == MountForm.LINE)
                .map(VolumeMount::shown))
        .toList();
  }

  private static String line(BindMount bind) {
    var options = bind.options().isEmpty() ? "" : ":" + String.join(",", bind.options());
    return bind.source() + ":" + bind.target() + options;
  }

  /** What {@code --tmpfs} said. */
  Map<String, String> tmpfs() {
    var tmpfs = new TreeMap<String, String>();
    storage.tmpfs().stream()
        .filter(memory -> memory.form() == MountForm.LINE)
        .forEach(memory -> tmpfs.put(memory.target(), String.join(",", memory.options())));
    return tmpfs;
  }

  /** What {@code --volumes-from} said. */
  List<String> from() {
    return storage.volumesFrom().stream().map(VolumesFrom::text).toList();
  }

  /** Places that the image, or {@code -v} with nothing else, named. */
  Map<String, Map<String, String>> places() {
    var places = new TreeMap<String, Map<String, String>>();
    storage.volumes().stream()
        .filter(mount -> mount.form() == MountForm.PLACE)
        .forEach(mount -> places.put(mount.target(), Map.of()));
    return places;
  }

  /** What {@code --mount} said. */
  List<Map<String, Object>> fields() {
    return Stream.of(
            storage.binds().stream()
                .filter(bind -> bind.form() == MountForm.FIELDS)
                .map(MountViews::fields),
            storage.volumes().stream()
                .filter(mount -> mount.form() == MountForm.FIELDS)
                .map(MountViews::fields),
            storage.images().stream().map(MountViews::fields),
            storage.tmpfs().stream()
                .filter(tmpfs -> tmpfs.form() == MountForm.FIELDS)
                .map(MountViews::fields))
        .flatMap(fields -> fields)
        .toList();
  }

  private static Map<String, Object> fields(
      String type, String source, String target, boolean readOnly) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("Type", type);
    if (!source.isEmpty()) {
      fields.put("Source", source);
    }
    fields.put("Target", target);
    if (readOnly) {
      fields.put("ReadOnly", true);
    }
    return fields;
  }

  private static Map<String, Object> fields(BindMount bind) {
    var fields = fields("bind", bind.source().toString(), bind.target(), bind.readOnly());
    var options = new LinkedHashMap<String, Object>();
    bind.options().stream()
        .filter(BindMount::isPropagation)
        .forEach(option -> options.put("Propagation", option));
    switch (bind.recursion()) {
      case ENABLED -> {}
      case DISABLED -> options.put("NonRecursive", true);
      case WRITABLE -> options.put("ReadOnlyNonRecursive", true);
      case READONLY -> options.put("ReadOnlyForceRecursive", true);
    }
    if (bind.createSource()) {
      options.put("CreateMountpoint", true);
    }
    return with(fields, "BindOptions", options);
  }

  private static Map<String, Object> fields(VolumeMount mount) {
    var source = mount.anonymous() ? "" : mount.name();
    var fields = fields("volume", source, mount.target(), mount.readOnly());
    var options = new LinkedHashMap<String, Object>();
    if (mount.noCopy()) {
      options.put("NoCopy", true);
    }
    if (!mount.subpath().isEmpty()) {
      options.put("Subpath", mount.subpath());
    }
    if (!mount.volume().labels().isEmpty()) {
      options.put("Labels", new TreeMap<>(mount.volume().labels()));
    }
    if (!mount.volume().options().isEmpty()) {
      options.put(
          "DriverConfig",
          Map.of("Name", "local", "Options", new TreeMap<>(mount.volume().options())));
    }
    return with(fields, "VolumeOptions", options);
  }

  private static Map<String, Object> fields(ImageMount mount) {
    var fields = fields("image", mount.image().name(), mount.target(), false);
    var options = new LinkedHashMap<String, Object>();
    if (!mount.subpath().isEmpty()) {
      options.put("Subpath", mount.subpath());
    }
    return with(fields, "ImageOptions", options);
  }

  private static Map<String, Object> fields(TmpfsMount tmpfs) {
    var options = new LinkedHashMap<String, Object>();
    for (var option : tmpfs.options()) {
      if (option.matches("size=\\d+")) {
        options.put("SizeBytes", Long.parseLong(option.substring("size=".length())));
      } else if (option.matches("mode=[0-7]+")) {
        options.put("Mode", Integer.parseInt(option.substring("mode=".length()), 8));
      }
    }
    return with(fields("tmpfs", "", tmpfs.target(), tmpfs.readOnly()), "TmpfsOptions", options);
  }

  private static Map<String, Object> with(
      Map<String, Object> fields, String name, Map<String, Object> options) {
    if (!options.isEmpty()) {
      fields.put(name, options);
    }
    return fields;
  }
}
