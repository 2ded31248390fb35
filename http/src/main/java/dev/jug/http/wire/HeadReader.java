package dev.jug.http.wire;

import dev.jug.http.message.Headers;
import dev.jug.http.message.HttpException;
import dev.jug.http.message.Target;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** Reads heads of requests (RFC 9112, 2 to 6). What has two readings is refused. */
public final class HeadReader {
  private static final Pattern VERSION = Pattern.compile("HTTP/(\\d)\\.(\\d)");

  private final LineReader lines;
  private final HeadLimits limits;

  /** Reads from a connection. */
  public HeadReader(Source source, HeadLimits limits) {
    this.lines = new LineReader(source);
    this.limits = limits;
  }

  /**
   * The next head.
   *
   * @throws HttpException for what is wrong with it: 400, 414, 417, 431, 501 or 505
   * @throws EOFException if the stream ends inside of it
   */
  public RequestHead read() throws IOException {
    var line = requestLine();
    var parts = line.split(" ", -1);
    if (parts.length != 3 || !Grammar.isToken(parts[0]) || !Grammar.isVisible(parts[1])) {
      throw new HttpException(400, "no request line: " + shown(line));
    }
    int minor = minor(parts[2]);
    var target = Target.parse(parts[1]);
    var headers = headers();
    checkHost(headers, minor);
    return new RequestHead(
        parts[0],
        target,
        minor,
        headers,
        Framing.of(headers, minor),
        expectsContinue(headers, minor),
        persists(headers, minor));
  }

  /** One empty line before it is forgiven, as RFC 9112, 2.2 wants. */
  private String requestLine() throws IOException {
    var line = lines.next(limits.line(), 414, "the request line");
    return line.isEmpty() ? lines.next(limits.line(), 414, "the request line") : line;
  }

  private static int minor(String version) {
    var match = VERSION.matcher(version);
    if (!match.matches()) {
      throw new HttpException(400, "no version of HTTP: " + shown(version));
    }
    if (!match.group(1).equals("1")) {
      throw new HttpException(505, "only HTTP/1.1 and HTTP/1.0 are spoken here, not " + version);
    }
    return match.group(2).equals("0") ? 0 : 1;
  }

  private Headers headers() throws IOException {
    var fields = new ArrayList<Headers.Field>();
    int left = limits.bytes();
    var line = lines.next(left, 431, "the header");
    while (!line.isEmpty()) {
      if (fields.size() == limits.fields()) {
        throw new HttpException(431, "more than " + limits.fields() + " header fields");
      }
      fields.add(field(line));
      left = Math.max(left - line.length(), 0);
      line = lines.next(left, 431, "the header");
    }
    return new Headers(fields);
  }

  /**
   * White space before the colon, or instead of a name (a folded line), is where servers differ.
   */
  static Headers.Field field(String line) {
    int colon = line.indexOf(':');
    var name = colon < 0 ? line : line.substring(0, colon);
    if (colon < 0 || !Grammar.isToken(name)) {
      throw new HttpException(400, "no header field: " + shown(line));
    }
    var value = Grammar.trim(line.substring(colon + 1));
    if (!Grammar.isFieldValue(value)) {
      throw new HttpException(400, "control character in header field " + name);
    }
    return new Headers.Field(name, value);
  }

  private static void checkHost(Headers headers, int minor) {
    var hosts = headers.all("Host");
    boolean missing = hosts.isEmpty() && minor > 0;
    if (hosts.size() > 1 || missing) {
      throw new HttpException(400, "a request has one Host field, this one has " + hosts.size());
    }
    if (!hosts.isEmpty() && !Grammar.isHost(hosts.getFirst())) {
      throw new HttpException(400, "no host: " + hosts.getFirst());
    }
  }

  private static boolean expectsContinue(Headers headers, int minor) {
    var expected = headers.list("Expect");
    if (minor == 0 || expected.isEmpty()) {
      return false;
    }
    if (expected.size() > 1 || !expected.getFirst().equals("100-continue")) {
      throw new HttpException(417, "only 100-continue can be expected: " + expected);
    }
    return true;
  }

  private static boolean persists(Headers headers, int minor) {
    var options = headers.list("Connection");
    return !options.contains("close") && (minor > 0 || options.contains("keep-alive"));
  }

  private static String shown(String line) {
    var start = line.length() > 60 ? line.substring(0, 60) + "…" : line;
    return start.replaceAll("[^ -~…]", "?");
  }
}
