package dev.jug.engine.apt;

import dev.jug.engine.error.EngineException.Unavailable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sources of one distribution, of which the first is the suite itself and the others complete
 * it: updates, security.
 *
 * @param all at least one
 */
record AptSources(List<AptSource> all) {
  /** Suites that are always new, and so have no others that complete them. */
  private static final Set<String> ROLLING = Set.of("sid", "unstable", "experimental");

  private static final String MAIN = "main";

  AptSources {
    all = List.copyOf(all);
  }

  /**
   * The sources of a suite, found by those of the suite that this machine itself is: the same
   * archives, and {@code -updates} and the like of the other suite.
   *
   * @param configured all that apt has here
   * @param own the machine's suite as its os-release(5) calls it; empty if it does not say
   * @throws Unavailable if apt has no source of a distribution here
   */
  static AptSources of(List<AptSource> configured, String own, String suite) {
    var distributions =
        configured.stream().filter(source -> source.components().contains(MAIN)).toList();
    var stem = stem(distributions, own);
    var signer = signer(distributions, stem);
    var sources = new ArrayList<AptSource>();
    for (var source : distributions) {
      var suites = suites(source, stem, suite);
      if (source.signer().equals(signer) && !suites.isEmpty() && !source.uris().isEmpty()) {
        sources.add(source.with(source.uris(), suites));
      }
    }
    // Stable: what is written first stays first among those that have the suite, or have it not.
    sources.sort((a, b) -> Boolean.compare(b.suites().contains(suite), a.suites().contains(suite)));
    if (sources.isEmpty() || !sources.getFirst().suites().contains(suite)) {
      throw new Unavailable(
          "apt has no source of a distribution on this machine",
          "Its files are /etc/apt/sources.list and those in /etc/apt/sources.list.d; see"
              + " sources.list(5).");
    }
    return new AptSources(sources);
  }

  /** What the machine's sources call its suite: its name, or a word like {@code stable}. */
  private static String stem(List<AptSource> sources, String own) {
    var suites = sources.stream().flatMap(source -> source.suites().stream()).toList();
    return suites.contains(own)
        ? own
        : suites.stream().filter(one -> !one.matches(".*[-/].*")).findFirst().orElse("");
  }

  /**
   * Others keep packages for a distribution too, in archives that look like its own. Its own have
   * the most of its suites, and are signed by one key or by none in particular.
   */
  private static String signer(List<AptSource> sources, String stem) {
    Map<String, Set<String>> suites = new LinkedHashMap<>();
    for (var source : sources) {
      suites
          .computeIfAbsent(source.signer(), _ -> new HashSet<>())
          .addAll(suites(source, stem, stem));
    }
    int most = suites.values().stream().mapToInt(Set::size).max().orElse(0);
    return suites.entrySet().stream()
        .filter(entry -> entry.getValue().size() == most)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private static List<String> suites(AptSource source, String stem, String wanted) {
    return source.suites().stream()
        .filter(suite -> suite.equals(stem) || suite.startsWith(stem + "-"))
        .map(suite -> wanted + suite.substring(stem.length()))
        .filter(suite -> suite.equals(wanted) || !ROLLING.contains(wanted))
        .toList();
  }

  /** Where the suite itself is; how to log in there is not said. */
  String archive() {
    return AptSource.withoutCredentials(all.getFirst().uris().getFirst());
  }

  /** Where the suite's own description is. */
  String release(String suite) {
    return all.getFirst().uris().getFirst() + "/dists/" + suite + "/InRelease";
  }

  /** Whether certificates are needed to get packages. */
  boolean isEncrypted() {
    return all.stream()
        .flatMap(source -> source.uris().stream())
        .anyMatch(uri -> uri.startsWith("https:") || uri.startsWith("tor+https:"));
  }

  /** Files of keys that are this machine's own, and not part of a package. */
  List<String> ownKeys() {
    return all.stream()
        .map(AptSource::signedBy)
        .flatMap(keys -> Stream.of(keys.split("\\s+", -1)))
        .filter(key -> key.matches("/etc/[A-Za-z0-9_./+-]+"))
        .distinct()
        .toList();
  }

  AptSources withoutCredentials() {
    return new AptSources(all.stream().map(AptSource::withoutCredentials).toList());
  }

  /** In deb822 style. */
  String text() {
    return all.stream().map(AptSource::text).collect(Collectors.joining("\n"));
  }
}
