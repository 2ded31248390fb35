package dev.jug.oci.runtime;

import java.util.List;
import java.util.regex.Pattern;

/** What a whole config.json must say, as far as that needs no machine. */
public final class SpecCheck {
  private static final Pattern VERSION =
      Pattern.compile("[01]\\.\\d+\\.\\d+([-+][0-9A-Za-z.+-]*)?");

  private SpecCheck() {}

  /**
   * Checks a document.
   *
   * @throws InvalidSpecException naming the first field that cannot be
   */
  public static void check(Spec spec) {
    Check.text(spec.ociVersion(), "ociVersion");
    Check.that(
        VERSION.matcher(spec.ociVersion()).matches(),
        "ociVersion",
        "\"" + spec.ociVersion() + "\" is not a version below 2.0.0, such as 1.3.0");
    if (spec.root() != null) {
      Check.text(spec.root().path(), "root.path");
    }
    if (spec.process() != null) {
      ProcessCheck.check(spec.process());
    }
    for (int i = 0; i < spec.mounts().size(); i++) {
      mount(spec.mounts().get(i), "mounts[" + i + "]");
    }
    hooks(spec);
    if (spec.linux() != null) {
      LinuxCheck.check(spec.linux());
    }
  }

  private static void mount(Mount mount, String field) {
    Check.text(mount.destination(), field + ".destination");
    Check.that(
        mount.uidMappings().isEmpty() == mount.gidMappings().isEmpty(),
        field,
        "uidMappings and gidMappings come together");
  }

  private static void hooks(Spec spec) {
    var hooks = spec.hooks();
    if (hooks != null) {
      hooks(hooks.prestart(), "prestart");
      hooks(hooks.createRuntime(), "createRuntime");
      hooks(hooks.createContainer(), "createContainer");
      hooks(hooks.startContainer(), "startContainer");
      hooks(hooks.poststart(), "poststart");
      hooks(hooks.poststop(), "poststop");
    }
  }

  private static void hooks(List<Hook> hooks, String point) {
    for (int i = 0; i < hooks.size(); i++) {
      var field = "hooks." + point + "[" + i + "]";
      Check.absolute(hooks.get(i).path(), field + ".path");
      Check.range(hooks.get(i).timeout(), 1, Integer.MAX_VALUE, field + ".timeout");
    }
  }
}
