package dev.jug.engine.advisory;

import dev.jug.build.attest.FoundPackage;
import java.util.Arrays;

/**
 * A package as lists of holes name it. Distributions list what packages were built of.
 *
 * @param ecosystem as OSV names it, such as {@code Debian:12}
 * @param name there
 * @param version of that
 */
public record Suspect(String ecosystem, String name, String version) {
  /** What a package that was found is in lists. */
  public static Suspect of(FoundPackage found) {
    var distro = found.qualifiers().getOrDefault("distro", "");
    var release = distro.substring(distro.indexOf('-') + 1);
    var ecosystem =
        switch (found.kind() + "/" + found.group()) {
          case "deb/debian" -> "Debian:" + parts(release, 1);
          case "deb/ubuntu" -> "Ubuntu:" + release;
          case "apk/alpine" -> "Alpine:v" + parts(release, 2);
          case String other when other.startsWith("maven/") -> "Maven";
          case String _ -> distro;
        };
    var upstream = found.qualifiers().getOrDefault("upstream", found.name());
    int at = upstream.indexOf('@');
    return ecosystem.equals("Maven")
        ? new Suspect(ecosystem, coordinates(found), found.version())
        : new Suspect(
            ecosystem,
            at < 0 ? upstream : upstream.substring(0, at),
            at < 0 ? found.version() : upstream.substring(at + 1));
  }

  private static String coordinates(FoundPackage found) {
    return found.group() == null ? found.name() : found.group() + ":" + found.name();
  }

  private static String parts(String release, int count) {
    var parts = release.split("\\.", count + 1);
    return String.join(".", Arrays.asList(parts).subList(0, Math.min(count, parts.length)));
  }

  /** Whether a list's ecosystem is this one: {@code Ubuntu:22.04:LTS} is {@code Ubuntu:22.04}. */
  boolean isOf(String listed) {
    return listed.equals(ecosystem)
        || listed.startsWith(ecosystem + ":")
        || ecosystem.startsWith(listed + ":");
  }
}
