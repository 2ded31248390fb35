package dev.jug.image.tar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of an extended header, which replace fields of the header behind it. */
final class Pax {
  static final String ATTRIBUTE = "SCHILY.xattr.";

  private final Map<String, byte[]> records = new HashMap<>();

  /** Records of the form {@code length key=value\n}, the length counting itself. */
  void add(byte[] content) {
    int at = 0;
    while (at < content.length) {
      int blank = indexOf(content, ' ', at);
      int end = at + length(content, at, blank);
      int equals = indexOf(content, '=', blank);
      if (end > content.length || equals >= end - 1 || content[end - 1] != '\n') {
        throw new BrokenArchiveException("an extended header makes no sense");
      }
      var key = new String(content, blank + 1, equals - blank - 1, UTF_8);
      records.put(key, Arrays.copyOfRange(content, equals + 1, end - 1));
      at = end;
    }
  }

  private static int indexOf(byte[] content, char wanted, int from) {
    for (int i = from; i < content.length; i++) {
      if (content[i] == wanted) {
        return i;
      }
    }
    throw new BrokenArchiveException("an extended header makes no sense");
  }

  private static int length(byte[] content, int from, int end) {
    var digits = new String(content, from, end - from, UTF_8);
    if (!digits.matches("[0-9]{1,8}") || Integer.parseInt(digits) <= end - from + 2) {
      throw new BrokenArchiveException("an extended header makes no sense");
    }
    return Integer.parseInt(digits);
  }

  void put(String key, byte[] value) {
    records.put(key, value);
  }

  @Nullable Name name(String key) {
    var bytes = records.get(key);
    return bytes == null ? null : new Name(bytes);
  }

  long number(String key, long otherwise) {
    var bytes = records.get(key);
    return bytes == null ? otherwise : parsed(key, new String(bytes, UTF_8));
  }

  private static long parsed(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw new BrokenArchiveException("the extended header's " + key + " is no number");
    }
  }

  /** Seconds and nanoseconds. */
  long[] time(String key, long otherwise) {
    var bytes = records.get(key);
    if (bytes == null) {
      return new long[] {otherwise, 0};
    }
    var text = new String(bytes, UTF_8);
    int point = text.indexOf('.');
    long seconds = parsed(key, point < 0 ? text : text.substring(0, point));
    var digits = point < 0 ? "" : text.substring(point + 1);
    long nanos = digits.isEmpty() ? 0 : parsed(key, (digits + "000000000").substring(0, 9));
    boolean before = text.startsWith("-") && nanos > 0;
    return before ? new long[] {seconds - 1, 1_000_000_000 - nanos} : new long[] {seconds, nanos};
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  boolean has(String key) {
    return records.containsKey(key);
  }

  Map<String, byte[]> attributes() {
    var attributes = new HashMap<String, byte[]>();
    records.forEach((key, value) -> {
      if (key.startsWith(ATTRIBUTE)) {
        attributes.put(key.substring(ATTRIBUTE.length()), value);
      }
    });
    return attributes;
  }

  /** The numbers of a map of sparse data that stands in the header itself (formats 0.0 and 0.1). */
  List<Long> sparseMap() {
    var numbers = new ArrayList<Long>();
    var map = records.get("GNU.sparse.map");
    if (map != null) {
      for (var number : new String(map, UTF_8).split(",", -1)) {
        numbers.add(parsed("GNU.sparse.map", number));
      }
    }
    return numbers;
  }
}
