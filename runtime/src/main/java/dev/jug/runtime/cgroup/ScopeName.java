package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import java.util.regex.Pattern;

/**
 * A scope of systemd as {@code linux.cgroupsPath} names it: {@code slice:prefix:name}, the slice
 * empty for {@code system.slice}.
 *
 * @param slice the slice it lies in (systemd.slice(5)), such as {@code machine-web.slice}
 * @param unit the scope (systemd.scope(5)), such as {@code docker-1234.scope}
 */
public record ScopeName(String slice, String unit) {
  private static final String FIELD = "linux.cgroupsPath: ";
  private static final String SLICE = ".slice";
  private static final String ROOT = "-.slice";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:_.\\\\@-]+");
  private static final int LONGEST = 255;

  public ScopeName {
    var stem = slice.endsWith(SLICE) ? slice.substring(0, slice.length() - SLICE.length()) : "";
    boolean plain = !stem.startsWith("-") && !stem.endsWith("-") && !stem.contains("--");
    if (!slice.equals(ROOT) && (stem.isEmpty() || !plain || !NAME.matcher(stem).matches())) {
      throw new InvalidSpecException(
          FIELD + "\"" + slice + "\" is not the name of a slice, such as system.slice");
    }
    if (!unit.endsWith(".scope") || unit.length() > LONGEST || !NAME.matcher(unit).matches()) {
      throw new InvalidSpecException(
          FIELD + "\"" + unit + "\" cannot be the name of a scope of systemd");
    }
  }

  /**
   * Reads a name.
   *
   * @throws InvalidSpecException if it has not three parts, or they are no names
   */
  public static ScopeName of(String cgroupsPath) {
    var parts = cgroupsPath.split(":", -1);
    if (parts.length != 3 || parts[2].isEmpty()) {
      throw new InvalidSpecException(
          FIELD + "\"" + cgroupsPath + "\" is not of the form slice:prefix:name");
    }
    if (parts[2].endsWith(SLICE)) {
      throw new InvalidSpecException(
          FIELD + "\"" + parts[2] + "\" is a slice, which holds units and no processes");
    }
    var prefix = parts[1].isEmpty() ? "" : parts[1] + "-";
    var slice = parts[0].isEmpty() ? "system.slice" : parts[0];
    return new ScopeName(slice, prefix + parts[2] + ".scope");
  }

  /** Where its group is: a dash in a slice's name is a level. */
  public String path() {
    var path = new StringBuilder();
    if (!slice.equals(ROOT)) {
      for (int dash = slice.indexOf('-'); dash > 0; dash = slice.indexOf('-', dash + 1)) {
        path.append('/').append(slice, 0, dash).append(SLICE);
      }
      path.append('/').append(slice);
    }
    return path + "/" + unit;
  }
}
