package dev.jug.http.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a request is for. The path is cut at its slashes before it is decoded, so that an encoded
 * slash is a character of a segment and never a border.
 *
 * @param raw as it came
 * @param segments the decoded parts of the path; {@code /a/} has two, the second is empty
 * @param query what is behind the question mark
 */
public record Target(String raw, List<String> segments, Query query) {
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://[^/?]+(.*)");

  /** Keeps copies. */
  public Target {
    segments = List.copyOf(segments);
  }

  /**
   * Reads the origin form {@code /path?query}, or the absolute form (RFC 9112, 3.2).
   *
   * @throws HttpException 400 for anything else, and for what leads out of a path
   */
  public static Target parse(String raw) {
    var origin = raw.startsWith("/") ? raw : withoutAuthority(raw);
    if (origin.indexOf('#') >= 0) {
      throw new HttpException(400, "a request target has no fragment: " + raw);
    }
    int mark = origin.indexOf('?');
    var path = mark < 0 ? origin : origin.substring(0, mark);
    var query = mark < 0 ? "" : origin.substring(mark + 1);
    return new Target(raw, segments(path), Query.parse(query));
  }

  private static String withoutAuthority(String raw) {
    var absolute = ABSOLUTE.matcher(raw);
    if (!absolute.matches()) {
      throw new HttpException(400, "a request target begins with a slash: " + raw);
    }
    var rest = absolute.group(1);
    return rest.startsWith("/") ? rest : "/" + rest;
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<String>();
    for (var part : path.substring(1).split("/", -1)) {
      var segment = Percent.decodePath(part);
      if (segment.equals(".") || segment.equals("..")) {
        throw new HttpException(400, "dot segment in path " + path);
      }
      segments.add(segment);
    }
    return segments;
  }
}
