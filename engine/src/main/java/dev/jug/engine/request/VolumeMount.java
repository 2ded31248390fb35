package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A volume in a container.
 *
 * @param volume which one, and what it is made like if it is missing
 * @param target absolute path in the container
 * @param readOnly whether the container may not write to it
 * @param noCopy whether it stays empty, whatever the image has at the target
 * @param subpath the part of it that is mounted, relative; empty for all of it
 * @param createSubpath whether a part that is missing becomes a directory
 * @param anonymous whether nobody gave it a name, so that it goes with the container if that is
 *     wanted
 * @param mode options as they were given, such as {@code ro}
 * @param form how it was asked for
 */
public record VolumeMount(
    VolumeRequest volume,
    String target,
    boolean readOnly,
    boolean noCopy,
    String subpath,
    boolean createSubpath,
    boolean anonymous,
    String mode,
    MountForm form) {
  private static final Set<String> KNOWN =
      Set.of("ro", "rw", "nocopy", "z", "Z", "consistent", "cached", "delegated");

  public VolumeMount {
    target = MountTarget.checked("volume", target);
    subpath = Subpath.checked("volume", "volume", subpath);
    mode = Objects.requireNonNullElse(mode, "");
    form = Objects.requireNonNullElse(form, MountForm.LINE);
  }

  /** One whose part has to be there. */
  public VolumeMount(
      VolumeRequest volume,
      String target,
      boolean readOnly,
      boolean noCopy,
      String subpath,
      boolean anonymous,
      String mode,
      MountForm form) {
    this(volume, target, readOnly, noCopy, subpath, false, anonymous, mode, form);
  }

  /** A volume without a name, at a place that the image or a client names. */
  public static VolumeMount at(String target) {
    return new VolumeMount(
        VolumeRequest.of(""), target, false, false, "", true, "", MountForm.PLACE);
  }

  /**
   * Reads {@code NAME:TARGET[:OPTION,…]}, or {@code TARGET} alone.
   *
   * @throws Invalid if it has neither form
   */
  public static VolumeMount parse(String text) {
    var parts = text.split(":", -1);
    if (parts.length == 1) {
      return at(text);
    }
    var mode = parts.length == 3 ? parts[2] : "";
    var options = mode.isEmpty() ? List.<String>of() : List.of(mode.split(","));
    boolean known = KNOWN.containsAll(options) && !options.containsAll(Relabel.WORDS);
    if (parts.length > 3 || parts[0].isEmpty() || !known) {
      throw new Invalid(
          "invalid volume specification: '"
              + text
              + "'"
              + (known ? ": it is not NAME:TARGET[:OPTIONS]" : ": invalid mode: " + mode),
          "Example: -v data:/data:ro");
    }
    return new VolumeMount(
        VolumeRequest.of(parts[0]),
        parts[1],
        options.contains("ro"),
        options.contains("nocopy"),
        "",
        false,
        mode,
        MountForm.LINE);
  }

  /**
   * Whose SELinux is to let them have it; volumes are everybody's unless somebody says {@code Z}.
   */
  public Relabel relabel() {
    return List.of(mode.split(",")).contains("Z") ? Relabel.OWN : Relabel.SHARED;
  }

  /** Its name; empty if it has none yet. */
  public String name() {
    return volume.name();
  }

  /** The same by a name that somebody chose. */
  public VolumeMount named(String name) {
    return new VolumeMount(
        volume.named(name),
        target,
        readOnly,
        noCopy,
        subpath,
        createSubpath,
        anonymous,
        mode,
        form);
  }

  /** The same, which the container may not write to. */
  public VolumeMount asReadOnly() {
    return new VolumeMount(
        volume, target, true, noCopy, subpath, createSubpath, anonymous, mode, form);
  }

  /** As {@code -v} would say it. */
  public String shown() {
    return name() + ":" + target + (mode.isEmpty() ? "" : ":" + mode);
  }
}
