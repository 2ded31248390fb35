package dev.jug.build.attest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A package in an image.
 *
 * @param kind of package URLs: {@code deb}, {@code apk} or {@code maven}
 * @param group distribution, or group of Maven; null if nobody knows
 * @param name without the group
 * @param version empty if nobody knows
 * @param qualifiers of package URLs, by name
 * @param foundIn path of the file that says so
 */
public record FoundPackage(
    String kind,
    @Nullable String group,
    String name,
    String version,
    Map<String, String> qualifiers,
    String foundIn)
    implements Comparable<FoundPackage> {
  public FoundPackage {
    qualifiers = Map.copyOf(qualifiers);
  }

  /** A package URL (purl-spec). */
  public String url() {
    var text = new StringBuilder("pkg:").append(kind).append('/');
    if (group != null) {
      text.append(encoded(group)).append('/');
    }
    text.append(encoded(name));
    if (!version.isEmpty()) {
      text.append('@').append(encoded(version));
    }
    if (!qualifiers.isEmpty()) {
      text.append(
          new TreeMap<>(qualifiers)
              .entrySet().stream()
                  .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                  .collect(Collectors.joining("&", "?", "")));
    }
    return text.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%7E", "~");
  }

  @Override
  public int compareTo(FoundPackage other) {
    return Comparator.comparing(FoundPackage::url)
        .thenComparing(FoundPackage::foundIn)
        .compare(this, other);
  }
}
