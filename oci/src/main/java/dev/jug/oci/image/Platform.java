package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.jug.oci.json.Absent;
import java.util.List;
import java.util.Locale;
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
  public Platform {
    Check.text(architecture, "platform.architecture");
    Check.text(os, "platform.os");
    osFeatures = Absent.empty(osFeatures);
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
   * Reads {@code os/architecture[/variant]} or {@code architecture}, with the processor names that
   * people use.
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
      case 1 -> of("linux", parts.get(0), null);
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
   * @return 0 if it was made for this very platform, more for an older variant of the processor, -1
   *     if it does not run
   */
  public int distanceTo(Platform image) {
    if (!os.equals(image.os) || !architecture.equals(image.architecture)) {
      return -1;
    }
    int distance = level(this) - level(image);
    return distance < 0 ? -1 : distance;
  }

  /** What a platform without a variant means: a newer processor runs what an older one does. */
  private static int level(Platform platform) {
    var variant = platform.variant;
    if (variant != null && variant.matches("v[0-9]{1,2}")) {
      return Integer.parseInt(variant.substring(1));
    }
    return switch (platform.architecture) {
      case "arm" -> 7;
      case "arm64" -> 8;
      default -> 1;
    };
  }

  /** {@code os/architecture[/variant]}. */
  @Override
  public String toString() {
    return os + "/" + architecture + (variant == null ? "" : "/" + variant);
  }
}
