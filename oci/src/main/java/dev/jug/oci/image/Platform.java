package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an image runs (image-index.md, "platform").
 *
 * @param architecture processor, as Go names them: {@code amd64}, {@code arm64}, …
 * @param os operating system, as Go names them
 * @param osVersion version of that, for Windows
 * @param osFeatures what that must have
 * @param variant of the processor: {@code v7} of {@code arm}, {@code v3} of {@code amd64}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Platform(
    String architecture,
    String os,
    @JsonProperty("os.version") @Nullable String osVersion,
    @JsonProperty("os.features") List<String> osFeatures,
    @Nullable String variant) {
  private static final Set<String> SYSTEMS = Set.of("linux", "windows", "darwin", "freebsd");
  private static final Pattern ORDERED = Pattern.compile("v?([0-9]{1,2})(?:\\.([0-9]{1,2}))?");
  private static final int OTHER_MODE = 100_000;

  public Platform {
    Check.text(architecture, "architecture");
    Check.text(os, "os");
    osFeatures = Check.list(osFeatures, "os.features");
  }

  /** Without versions and features. */
  public Platform(String architecture, String os, @Nullable String variant) {
    this(architecture, os, null, List.of(), variant);
  }

  /** Linux on this machine's processor. */
  public static Platform host() {
    return parse("linux/" + System.getProperty("os.arch", ""));
  }

  /**
   * Reads {@code os/architecture[/variant]}, {@code architecture} or {@code os}, with the processor
   * names that people use.
   *
   * @throws InvalidImageException if it has no such form
   */
  public static Platform parse(String text) {
    var parts = List.of(text.toLowerCase(Locale.ROOT).split("/", -1));
    if (parts.size() > 3 || parts.stream().anyMatch(part -> !part.matches("[a-z0-9_.-]+"))) {
      throw new InvalidImageException(
          "invalid platform \"" + text + "\": expected os/architecture or os/architecture/variant");
    }
    return switch (parts.size()) {
      case 1 ->
          SYSTEMS.contains(parts.getFirst())
              ? of(parts.getFirst(), System.getProperty("os.arch", ""), null)
              : of("linux", parts.getFirst(), null);
      case 2 -> of(parts.get(0), parts.get(1), null);
      default -> of(parts.get(0), parts.get(1), parts.get(2));
    };
  }

  private static Platform of(String os, String architecture, @Nullable String variant) {
    return switch (architecture) {
      case "x86_64", "x86-64" -> new Platform("amd64", os, variant);
      case "aarch64" -> new Platform("arm64", os, variant);
      case "i386", "i686" -> new Platform("386", os, variant);
      case "armhf" -> new Platform("arm", os, variant == null ? "v7" : variant);
      case "armel" -> new Platform("arm", os, "v6");
      default -> new Platform(architecture, os, variant);
    };
  }

  /**
   * How well an image for another platform runs here.
   *
   * @return 0 if it was made for this very platform, more for an older variant of the processor,
   *     much more for the 32-bit mode of a 64-bit processor, -1 if it does not run
   */
  public int distanceTo(Platform image) {
    if (!os.equals(image.os)) {
      return -1;
    }
    if (architecture.equals(image.architecture)) {
      return level().distanceTo(image.level());
    }
    return switch (architecture) {
      case "amd64" -> image.architecture.equals("386") ? OTHER_MODE : -1;
      case "arm64" ->
          image.architecture.equals("arm")
              ? plus(new Level(8, 0, "").distanceTo(image.level()))
              : -1;
      default -> -1;
    };
  }

  private static int plus(int distance) {
    return distance < 0 ? -1 : OTHER_MODE + distance;
  }

  /**
   * How new a processor is: it runs what was made for an older one.
   *
   * @param version such as 8 for {@code v8.2}
   * @param minor such as 2 for {@code v8.2}
   * @param other a variant that has no order: it runs its own images, and those for no variant
   */
  private record Level(int version, int minor, String other) {
    int distanceTo(Level image) {
      if (!image.other.isEmpty()) {
        return image.other.equals(other) ? 0 : -1;
      }
      int distance = (version - image.version) * 100 + minor - image.minor;
      return distance < 0 ? -1 : distance + (other.isEmpty() ? 0 : 1);
    }
  }

  /** What a platform without a variant means is as containerd has it. */
  private Level level() {
    var parts = ORDERED.matcher(variant == null ? "" : variant);
    if (parts.matches()) {
      int minor = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
      return new Level(Integer.parseInt(parts.group(1)), minor, "");
    }
    int usual =
        switch (architecture) {
          case "arm" -> 7;
          case "arm64" -> 8;
          default -> 1;
        };
    return new Level(usual, 0, variant == null ? "" : variant);
  }

  /** {@code os/architecture[/variant]}. */
  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
