package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.List;
import java.util.Objects;

/**
 * A file system in memory, in a container.
 *
 * @param target absolute path in the container
 * @param options mount options, such as {@code size=64m} or {@code mode=1777}
 * @param form how it was asked for
 */
public record TmpfsMount(String target, List<String> options, MountForm form) {
  public TmpfsMount {
    options = List.copyOf(options);
    form = Objects.requireNonNullElse(form, MountForm.LINE);
  }

  /** As {@code --tmpfs} makes it. */
  public TmpfsMount(String target, List<String> options) {
    this(target, options, MountForm.LINE);
  }

  /** Whether the container may not write to it. */
  public boolean readOnly() {
    return options.contains("ro");
  }

  /**
   * Reads {@code TARGET[:OPTION,…]}.
   *
   * @throws Invalid if the target is not an absolute path
   */
  public static TmpfsMount parse(String text) {
    int colon = text.indexOf(':');
    var target = colon < 0 ? text : text.substring(0, colon);
    if (!target.startsWith("/") || target.equals("/")) {
      throw new Invalid(
          "invalid tmpfs " + text + ": the target must be an absolute path other than /",
          "Example: --tmpfs /run:size=64m");
    }
    return new TmpfsMount(
        target, colon < 0 ? List.of() : List.of(text.substring(colon + 1).split(",")));
  }
}
