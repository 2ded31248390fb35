package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.SecurityOptions;
import dev.jug.engine.selinux.LabelCheck;
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

    /** One that is said: Docker's client reads files itself. */
    record Inline(String json) implements Filter {}
  }

  static SecurityChoice of(SecurityOptions security) {
    boolean privileged = security.privileged();
    Filter start = privileged ? new Filter.Unconfined() : new Filter.Builtin();
    var choice = new SecurityChoice(false, start, !privileged);
    for (var option : security.options()) {
      choice = choice.with(SecurityOptions.Option.parse(option));
    }
    LabelCheck.check(security);
    return choice;
  }

  private SecurityChoice with(SecurityOptions.Option option) {
    var value = option.value();
    return switch (option.key()) {
      case "no-new-privileges" ->
          new SecurityChoice(value.isEmpty() || value.equals("true"), filter, systemPaths);
      case "seccomp" -> new SecurityChoice(noNewPrivileges, filter(value), systemPaths);
      case "systempaths" ->
          new SecurityChoice(noNewPrivileges, filter, !value.equals("unconfined"));
      case "label", "apparmor", LandlockChoice.OPTION -> this;
      case String _ ->
          throw new Invalid(
              "invalid --security-opt: \"" + option.text() + "\"",
              "There are no-new-privileges, seccomp=unconfined|builtin|FILE, label=…, apparmor=PROFILE,"
                  + " landlock=default|off|FILE and systempaths=unconfined.");
    };
  }

  private static Filter filter(String value) {
    return switch (value) {
      case "unconfined" -> new Filter.Unconfined();
      case "builtin", "" -> new Filter.Builtin();
      case String json when json.startsWith("{") -> new Filter.Inline(json);
      case String file -> new Filter.Profile(Path.of(file));
    };
  }
}
