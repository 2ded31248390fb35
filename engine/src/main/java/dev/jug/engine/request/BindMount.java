package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A file or directory of the host in a container.
 *
 * @param source absolute path on the host
 * @param subpath the part of it that is mounted, relative; empty for all of it. Whoever changes the
 *     source cannot have it lead elsewhere
 * @param target absolute path in the container
 * @param options of {@code ro}, {@code rw}, {@code rprivate}, {@code private}, {@code rshared},
 *     {@code shared}, {@code rslave}, {@code slave}, {@code idmap}, {@code z}, {@code Z}
 * @param recursion what becomes of mounts below the source
 * @param createSource whether a source, or a part of it, that is missing becomes a directory
 * @param form how it was asked for
 */
public record BindMount(
    Path source,
    String subpath,
    String target,
    List<String> options,
    Recursion recursion,
    boolean createSource,
    MountForm form) {
  private static final Set<String> PROPAGATIONS =
      Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
  private static final Set<String> ACCESS = Set.of("ro", "rw");
  private static final String IDMAP = "idmap";
  private static final Set<String> IGNORED = Set.of("consistent", "cached", "delegated", "nocopy");

  public BindMount {
    subpath = Subpath.checked("bind", "source", subpath);
    options = List.copyOf(options);
    recursion = Objects.requireNonNullElse(recursion, Recursion.ENABLED);
    form = Objects.requireNonNullElse(form, MountForm.LINE);
  }

  /** One of all of its source. */
  public BindMount(
      Path source,
      String target,
      List<String> options,
      Recursion recursion,
      boolean createSource,
      MountForm form) {
    this(source, "", target, options, recursion, createSource, form);
  }

  /**
   * As {@code -v} makes it: with all that is mounted below, and a directory if there is nothing.
   */
  public BindMount(Path source, String target, List<String> options) {
    this(source, target, options, Recursion.ENABLED, true, MountForm.LINE);
  }

  /** The same, of a part of its source only. */
  public BindMount part(String relative) {
    return new BindMount(source, relative, target, options, recursion, createSource, form);
  }

  /** Whether it is of a part of its source only. */
  public boolean isPart() {
    return !subpath.isEmpty();
  }

  /** What is mounted, unless links in the source lead elsewhere in it. */
  public Path location() {
    return source.resolve(subpath);
  }

  /** Whether the container may not write to it. */
  public boolean readOnly() {
    return options.contains("ro");
  }

  /** Whether its files belong to whom they belong to on disk, by the container's own ids. */
  public boolean mapsIds() {
    return options.contains(IDMAP);
  }

  /** Whose SELinux is to let them have it. */
  public Relabel relabel() {
    return Relabel.of(options);
  }

  /** How mounts below it spread. */
  public String propagation() {
    return options.stream().filter(PROPAGATIONS::contains).findFirst().orElse("rprivate");
  }

  /** The same, which the container may not write to. */
  public BindMount asReadOnly() {
    var others = options.stream().filter(option -> !ACCESS.contains(option));
    var all = Stream.concat(Stream.of("ro"), others).toList();
    return new BindMount(source, subpath, target, all, recursion, createSource, form);
  }

  /**
   * Checks what the options say together.
   *
   * @throws Invalid if they make no sense
   */
  public void check() {
    if (recursion == Recursion.READONLY && !(readOnly() && propagation().equals("rprivate"))) {
      throw new Invalid(
          "mount options conflict: bind-recursive=readonly needs readonly and"
              + " bind-propagation=rprivate",
          "");
    }
    if (recursion == Recursion.WRITABLE && !readOnly()) {
      throw new Invalid("mount options conflict: bind-recursive=writable needs readonly", "");
    }
  }

  /** A word for how mounts spread, if it is one. */
  public static boolean isPropagation(String word) {
    return PROPAGATIONS.contains(word);
  }

  /**
   * Reads {@code SOURCE:TARGET[:OPTION,…]} with an absolute source.
   *
   * @throws Invalid if it does not have this form
   */
  public static BindMount parse(String text) {
    var parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3 || !parts[0].startsWith("/")) {
      throw invalid(text, "it is not SOURCE:TARGET[:OPTIONS]");
    }
    if (!parts[1].startsWith("/") || parts[1].equals("/")) {
      throw invalid(text, "the target must be an absolute path other than /");
    }
    return new BindMount(
        Path.of(parts[0]), parts[1], parts.length == 2 ? List.of() : options(text, parts[2]));
  }

  private static List<String> options(String text, String list) {
    var options = List.of(list.split(","));
    if (options.containsAll(Relabel.WORDS)) {
      throw invalid(text, "invalid mode: " + list);
    }
    for (var option : options) {
      if (!isKnown(option) && !IGNORED.contains(option)) {
        throw invalid(text, "invalid mode: unknown option " + option);
      }
    }
    return options.stream().filter(BindMount::isKnown).toList();
  }

  private static boolean isKnown(String option) {
    return PROPAGATIONS.contains(option)
        || ACCESS.contains(option)
        || IDMAP.equals(option)
        || Relabel.WORDS.contains(option);
  }

  private static Invalid invalid(String text, String why) {
    return new Invalid(
        "invalid volume specification: '" + text + "': " + why, "Example: -v /srv/data:/data:ro");
  }
}
