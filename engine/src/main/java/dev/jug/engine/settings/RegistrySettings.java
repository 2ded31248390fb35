package dev.jug.engine.settings;

import dev.jug.image.error.ImageException;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.InsecureHosts;
import dev.jug.image.registry.config.RegistryDefaults;
import java.net.URI;
import java.util.List;

/**
 * How registries are reached, besides what a user's {@code registries.json} says.
 *
 * @param insecure servers that need not prove who they are ({@code insecure-registries})
 * @param mirrors servers to pull from before docker.io is asked ({@code registry-mirrors})
 * @param downloads how many layers of an image are fetched at once at most ({@code
 *     max-concurrent-downloads})
 */
public record RegistrySettings(List<String> insecure, List<HostPort> mirrors, int downloads) {
  private static final int DOWNLOADS = 3;
  private static final int MOST_DOWNLOADS = 64;

  static RegistrySettings read(Section section) {
    return new RegistrySettings(
        section.allParsed(
            "insecure-registries", "HOST[:PORT] or a range of addresses", RegistrySettings::host),
        section.allParsed("registry-mirrors", "https://HOST[:PORT]", RegistrySettings::mirror),
        section.number("max-concurrent-downloads", DOWNLOADS, 1, MOST_DOWNLOADS));
  }

  /** What of it concerns all users. */
  public RegistryDefaults defaults() {
    return new RegistryDefaults(insecure, mirrors);
  }

  private static String host(String text) {
    try {
      new InsecureHosts(List.of(text));
      return text;
    } catch (ImageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Docker writes mirrors as addresses of the web. */
  private static HostPort mirror(String text) {
    var uri = URI.create(text);
    if (!"https".equals(uri.getScheme()) || uri.getAuthority() == null) {
      throw new IllegalArgumentException(
          "it must begin with https://; a mirror without TLS goes to insecure-registries too");
    }
    if (!uri.getPath().replace("/", "").isEmpty()) {
      throw new IllegalArgumentException("a mirror has no path");
    }
    try {
      return HostPort.parse(uri.getAuthority());
    } catch (ImageException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
