package dev.jug.docker.context;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of the Engine API.
 *
 * @param major 1
 * @param minor 24 and more
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
  /** What a client gets that names none. */
  public static final ApiVersion NEWEST = new ApiVersion(1, 51);

  /** Docker's release that speaks it. */
  private static final String RELEASE = "28.3.0";

  /** What the oldest clients in use speak. */
  public static final ApiVersion OLDEST = new ApiVersion(1, 24);

  private static final Pattern SEGMENT = Pattern.compile("v(\\d{1,3})\\.(\\d{1,3})");

  /**
   * What clients compare with the release of Docker that they need: one of Docker's, and behind a
   * plus which engine it really is.
   *
   * @param version of Jug
   */
  public static String release(String version) {
    return RELEASE + "+jug" + version;
  }

  /** The version that the first segment of a path names; empty if it is something else. */
  public static Optional<ApiVersion> ofSegment(String segment) {
    var match = SEGMENT.matcher(segment);
    return match.matches()
        ? Optional.of(
            new ApiVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
        : Optional.empty();
  }

  /**
   * Refuses what is not spoken here, in the words that clients know.
   *
   * @throws Invalid if it is too old or too new
   */
  public void require() {
    if (compareTo(OLDEST) < 0) {
      throw new Invalid(
          "client version "
              + this
              + " is too old. Minimum supported API version is "
              + OLDEST
              + ", please upgrade your client to a newer version",
          "");
    }
    if (compareTo(NEWEST) > 0) {
      throw new Invalid(
          "client version " + this + " is too new. Maximum supported API version is " + NEWEST, "");
    }
  }

  @Override
  public int compareTo(ApiVersion other) {
    return major == other.major
        ? Integer.compare(minor, other.minor)
        : Integer.compare(major, other.major);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
