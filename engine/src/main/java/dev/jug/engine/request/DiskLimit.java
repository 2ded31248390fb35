package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How much of the disk something may take.
 *
 * @param bytes {@link #LEAST} or more
 * @param inodes how many files and directories, {@link #FEWEST} or more; 0 for what suits the bytes
 * @param backend who sees to it
 */
public record DiskLimit(long bytes, long inodes, Backend backend) {
  /** A file system of its own takes less for itself than it leaves: 8 MiB. */
  public static final long LEAST = 8 << 20;

  /** Below that there is no file system. */
  public static final long FEWEST = 64;

  private static final long MOST_INODES = 0xffff_fff0L;
  private static final String SIZE = "size";
  private static final String INODES = "inodes";
  private static final String BACKEND = "backend";
  private static final Set<String> KNOWN = Set.of(SIZE, INODES, BACKEND);

  /** Ways to limit a directory. */
  public enum Backend {
    /** A quota if the file system has one, else a file system of its own. */
    AUTO,
    /** A project quota of the file system below (XFS, ext4). */
    QUOTA,
    /** A file system of its own, in a sparse file. */
    LOOP;

    private static Backend parse(String text) {
      return Arrays.stream(values())
          .filter(value -> value.word().equals(text))
          .findFirst()
          .orElseThrow(
              () -> new Invalid("invalid backend: \"" + text + "\"", "auto, quota or loop."));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether options say anything of a limit.
   *
   * @param options of a container's storage, or of a volume
   */
  public static boolean isIn(Map<String, String> options) {
    return options.keySet().stream().anyMatch(KNOWN::contains);
  }

  /**
   * What {@code size}, {@code inodes} and {@code backend} say.
   *
   * @param written by name; a value may go on with others after a comma
   * @throws Invalid if one of them makes no sense, there is another one, or no size
   */
  public static DiskLimit parse(Map<String, String> written) {
    var options = apart(written);
    for (var name : options.keySet()) {
      if (!KNOWN.contains(name)) {
        throw new Invalid("Unknown option " + name, "There are size, inodes and backend.");
      }
    }
    if (!options.containsKey(SIZE)) {
      throw new Invalid("no size is given", "size=10g, for example.");
    }
    return new DiskLimit(
        size(options.getOrDefault(SIZE, "")),
        inodes(options.getOrDefault(INODES, "0")),
        Backend.parse(options.getOrDefault(BACKEND, "auto")));
  }

  /** {@code size=1g,inodes=1000} is one option for docker's client. */
  private static Map<String, String> apart(Map<String, String> written) {
    var options = new TreeMap<String, String>();
    written.forEach((name, value) -> {
      var parts = (name + "=" + value).split(",", -1);
      for (var part : parts) {
        int equals = part.indexOf('=');
        options.put(
            equals < 0 ? part : part.substring(0, equals),
            equals < 0 ? "" : part.substring(equals + 1));
      }
    });
    return options;
  }

  private static long size(String text) {
    long bytes = ByteSize.parse(text);
    if (bytes < LEAST) {
      throw new Invalid("size=" + text + " is less than " + (LEAST >> 20) + "m", "");
    }
    return bytes;
  }

  private static long inodes(String text) {
    long count = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
    if (count != 0 && (count < FEWEST || count > MOST_INODES)) {
      throw new Invalid("invalid inodes: '" + text + "'", "A number from " + FEWEST + ".");
    }
    return count;
  }

  /** The same as options. */
  public Map<String, String> options() {
    var options = new TreeMap<>(Map.of(SIZE, Long.toString(bytes)));
    if (inodes != 0) {
      options.put(INODES, Long.toString(inodes));
    }
    if (backend != Backend.AUTO) {
      options.put(BACKEND, backend.word());
    }
    return options;
  }

  @Override
  public String toString() {
    return options().entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(","));
  }
}
