package dev.jug.engine.apt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where packages come from (sources.list(5)).
 *
 * @param uris where the archive is, without a slash at the end
 * @param suites such as {@code bookworm} and {@code bookworm-updates}
 * @param components such as {@code main}
 * @param fields what else there is, by the lower-case names that deb822 style has, as it stands
 *     there: a key in it spans several lines
 */
record AptSource(
    List<String> uris, List<String> suites, List<String> components, Map<String, String> fields) {
  private static final String SIGNED_BY = "signed-by";
  private static final Pattern WORD = Pattern.compile("(?:^|-)[a-z]");

  AptSource {
    uris = List.copyOf(uris);
    suites = List.copyOf(suites);
    components = List.copyOf(components);
    fields = Map.copyOf(fields);
  }

  /** Files of keys, or a key itself; empty if all keys that apt trusts will do. */
  String signedBy() {
    return fields.getOrDefault(SIGNED_BY, "").strip();
  }

  /** Who signs: two keys of one distribution are in files of similar names. */
  String signer() {
    return signedBy().replaceFirst("-archive-.*", "");
  }

  AptSource with(List<String> otherUris, List<String> otherSuites) {
    return new AptSource(otherUris, otherSuites, components, fields);
  }

  /** The same for a reader who shall not know how to log in. */
  AptSource withoutCredentials() {
    return with(uris.stream().map(AptSource::withoutCredentials).toList(), suites);
  }

  static String withoutCredentials(String uri) {
    return uri.replaceFirst("://[^/\\s]*@", "://");
  }

  /** In deb822 style, which all versions of apt read that are in use. */
  String text() {
    var text = new StringBuilder("Types: deb\n");
    text.append("URIs: ").append(String.join(" ", uris)).append("\n");
    text.append("Suites: ").append(String.join(" ", suites)).append("\n");
    text.append("Components: ").append(String.join(" ", components)).append("\n");
    new TreeMap<>(fields)
        .forEach((name, value) -> text.append(shown(name)).append(":").append(value).append("\n"));
    return text.toString();
  }

  /** {@code signed-by} becomes {@code Signed-By}. */
  private static String shown(String name) {
    return WORD.matcher(name).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
  }
}
