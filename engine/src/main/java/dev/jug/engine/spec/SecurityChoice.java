package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.SecurityOptions;
import java.nio.file.Path;

/**
 * What {@code --security-opt} says.
 *
 * @param noNewPrivileges whether exec may not add privileges
 * @param filter which system call filter
 * @param systemPaths whether paths of /proc and /sys are masked
 */
record SecurityChoice(boolean noNewPrivileges, Filter filter, boolean systemPaths) {
  /** Which system call filter a container gets. */
  sealed interface Filter {
    /** The built-in one, Docker's. */
    record Builtin() implements Filter {}

    /** None. */
    record Unconfined() implements Filter {}

    /** The one in a file. */
    record Profile(Path file) implements Filter {}
  }

  static SecurityChoice of(SecurityOptions security) {
    boolean privileged = security.privileged();
    Filter start = privileged ? new Filter.Unconfined() : new Filter.Builtin();
    var choice = new SecurityChoice(false, start, !privileged);
    for (var option : security.options()) {
      int split = option.indexOf('=') < 0 ? option.indexOf(':') : option.indexOf('=');
      var key = split < 0 ? option : option.substring(0, split);
      choice = choice.with(option, key, split < 0 ? "" : option.substring(split + 1));
    }
    return choice;
  }

  private SecurityChoice with(String option, String key, String value) {
    boolean off = value.equals("unconfined") || value.equals("disable");
    return switch (key) {
      case "no-new-privileges" ->
          new SecurityChoice(value.isEmpty() || value.equals("true"), filter, systemPaths);
      case "seccomp" -> new SecurityChoice(noNewPrivileges, filter(value), systemPaths);
      case "systempaths" ->
          new SecurityChoice(noNewPrivileges, filter, !value.equals("unconfined"));
      case String module when off && (module.equals("apparmor") || module.equals("label")) -> this;
      case String _ ->
          throw new Invalid(
              "invalid --security-opt: \"" + option + "\"",
              "There are no-new-privileges, seccomp=unconfined|builtin|FILE and"
                  + " systempaths=unconfined.");
    };
  }

  private static Filter filter(String value) {
    return switch (value) {
      case "unconfined" -> new Filter.Unconfined();
      case "builtin", "" -> new Filter.Builtin();
      case String file -> new Filter.Profile(Path.of(file));
    };
  }
}
