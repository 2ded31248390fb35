package dev.jug.engine.request;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a container may do.
 *
 * @param capAdd capabilities beyond the default ones, by name, or {@code ALL}
 * @param capDrop capabilities to take away, by name, or {@code ALL}
 * @param privileged whether it gets every capability and device, and no filter
 * @param readOnly whether its root file system is read-only
 * @param options Docker's {@code --security-opt}: {@code no-new-privileges[=true|false]}, {@code
 *     seccomp=unconfined|builtin|FILE}, {@code apparmor=PROFILE}, {@code label=…}, and {@code
 *     landlock=default|off|FILE}
 * @param labels what SELinux knows it by, once the engine has decided on that; none before
 * @param paths which paths of /proc and /sys it may not see or write; null for the usual ones, as
 *     far as the options leave them
 * @param ambient capabilities, by name, that it has besides and keeps whoever it runs as
 *     (capabilities(7))
 */
public record SecurityOptions(
    List<String> capAdd,
    List<String> capDrop,
    boolean privileged,
    boolean readOnly,
    List<String> options,
    SelinuxLabels labels,
    @Nullable GuardedPaths paths,
    List<String> ambient) {
  /** The default: neither more nor less. */
  public static final SecurityOptions DEFAULT =
      new SecurityOptions(List.of(), List.of(), false, false, List.of());

  public SecurityOptions {
    capAdd = List.copyOf(capAdd);
    capDrop = List.copyOf(capDrop);
    options = List.copyOf(options);
    labels = Objects.requireNonNullElse(labels, SelinuxLabels.NONE);
    ambient = List.copyOf(Objects.requireNonNullElse(ambient, List.of()));
  }

  /** With the usual paths, and as long as the engine has not decided what SELinux knows it by. */
  public SecurityOptions(
      List<String> capAdd,
      List<String> capDrop,
      boolean privileged,
      boolean readOnly,
      List<String> options) {
    this(capAdd, capDrop, privileged, readOnly, options, SelinuxLabels.NONE, null, List.of());
  }

  /** The same with these labels. */
  public SecurityOptions with(SelinuxLabels decided) {
    return new SecurityOptions(
        capAdd, capDrop, privileged, readOnly, options, decided, paths, ambient);
  }

  /** The same with other options. */
  public SecurityOptions withOptions(List<String> others) {
    return new SecurityOptions(
        capAdd, capDrop, privileged, readOnly, others, labels, paths, ambient);
  }

  /** The same with other paths that it may not see or write; null for the usual ones. */
  public SecurityOptions guarding(@Nullable GuardedPaths others) {
    return new SecurityOptions(
        capAdd, capDrop, privileged, readOnly, options, labels, others, ambient);
  }

  /** The same with other capabilities that it keeps whoever it runs as. */
  public SecurityOptions keeping(List<String> others) {
    return new SecurityOptions(
        capAdd, capDrop, privileged, readOnly, options, labels, paths, others);
  }

  /**
   * What its options say of something: the values of all {@code KEY=VALUE} and {@code KEY:VALUE}.
   */
  public List<String> values(String key) {
    return options.stream()
        .map(Option::parse)
        .filter(option -> option.key().equals(key))
        .map(Option::value)
        .toList();
  }

  /**
   * One of its options, taken apart.
   *
   * @param text as it was given
   * @param key what it is about
   * @param value what it says; empty if it is a word alone
   */
  public record Option(String text, String key, String value) {
    /** Takes one apart at the first {@code =}, or else the first {@code :}. */
    public static Option parse(String text) {
      int split = text.indexOf('=') < 0 ? text.indexOf(':') : text.indexOf('=');
      return split < 0
          ? new Option(text, text, "")
          : new Option(text, text.substring(0, split), text.substring(split + 1));
    }
  }

  /**
   * Paths that a container does not have as the kernel has them.
   *
   * @param masked it sees nothing there
   * @param readOnly it cannot write there
   */
  public record GuardedPaths(List<String> masked, List<String> readOnly) {
    public GuardedPaths {
      masked = List.copyOf(masked);
      readOnly = List.copyOf(readOnly);
    }
  }
}
