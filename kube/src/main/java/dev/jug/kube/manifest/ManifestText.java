package dev.jug.kube.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes objects as a manifest that {@link Manifest} reads. Texts are in quotes where YAML, in the
 * version that Kubernetes reads or a newer one, could take them for something else.
 */
public final class ManifestText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][-A-Za-z0-9_./:]*[-A-Za-z0-9_./]");
  private static final Pattern WORD =
      Pattern.compile("(?i:true|false|yes|no|on|off|null|[-+.0-9ex_]*)");

  private final StringBuilder text = new StringBuilder();

  private ManifestText() {}

  /**
   * Writes documents.
   *
   * @param documents each of maps, lists, texts, whole numbers and truths; empty maps and lists
   *     inside are left out
   */
  public static String of(List<? extends Map<String, ?>> documents) {
    return documents.stream().map(ManifestText::document).collect(Collectors.joining("---\n"));
  }

  private static String document(Map<String, ?> document) {
    var writer = new ManifestText();
    writer.map(document, "");
    return writer.text.toString();
  }

  private void map(Map<String, ?> map, String indent) {
    var before = "";
    for (var entry : map.entrySet()) {
      if (!isEmpty(entry.getValue())) {
        text.append(before).append(scalar(entry.getKey())).append(':');
        value(entry.getValue(), indent);
        before = indent;
      }
    }
  }

  private void value(Object value, String indent) {
    switch (value) {
      case Map<?, ?> map -> {
        text.append('\n').append(indent).append("  ");
        map(named(map), indent + "  ");
      }
      case List<?> list -> {
        text.append('\n');
        list.forEach(each -> element(each, indent));
      }
      default -> text.append(' ').append(scalar(value)).append('\n');
    }
  }

  private void element(Object value, String indent) {
    text.append(indent).append("- ");
    if (value instanceof Map<?, ?> map) {
      map(named(map), indent + "  ");
    } else {
      text.append(scalar(value)).append('\n');
    }
  }

  private static Map<String, ?> named(Map<?, ?> map) {
    var named = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> named.put(String.valueOf(name), value));
    return named;
  }

  private static boolean isEmpty(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().allMatch(ManifestText::isEmpty);
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }

  private static String scalar(Object value) {
    if (!(value instanceof String word)) {
      return String.valueOf(value);
    }
    return PLAIN.matcher(word).matches() && !WORD.matcher(word).matches() ? word : quoted(word);
  }

  private static String quoted(String word) {
    var quoted = new StringBuilder("\"");
    word.codePoints().forEach(each -> quoted.append(escaped(each)));
    return quoted.append('"').toString();
  }

  private static String escaped(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      default ->
          isPlain(character) ? Character.toString(character) : "\\U%08x".formatted(character);
    };
  }

  private static boolean isPlain(int character) {
    return (character >= ' ' && character < 0x7f) || Character.isLetterOrDigit(character);
  }
}
