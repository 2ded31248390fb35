package dev.jug.grpc.http2;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields that a number may stand for: 61 that never change (RFC 7541, appendix A), and behind
 * them those that came last, the newest first.
 */
final class FieldTable {
  /** Bytes that the other end may have us keep. */
  static final int LARGEST = 4096;

  /** RFC 7541, 4.1: what an entry costs besides its text. */
  private static final int ENTRY = 32;

  private static final List<Field> FIXED =
      fixed(
          ":authority",
          ":method GET",
          ":method POST",
          ":path /",
          ":path /index.html",
          ":scheme http",
          ":scheme https",
          ":status 200",
          ":status 204",
          ":status 206",
          ":status 304",
          ":status 400",
          ":status 404",
          ":status 500",
          "accept-charset",
          "accept-encoding gzip, deflate",
          "accept-language",
          "accept-ranges",
          "accept",
          "access-control-allow-origin",
          "age",
          "allow",
          "authorization",
          "cache-control",
          "content-disposition",
          "content-encoding",
          "content-language",
          "content-length",
          "content-location",
          "content-range",
          "content-type",
          "cookie",
          "date",
          "etag",
          "expect",
          "expires",
          "from",
          "host",
          "if-match",
          "if-modified-since",
          "if-none-match",
          "if-range",
          "if-unmodified-since",
          "last-modified",
          "link",
          "location",
          "max-forwards",
          "proxy-authenticate",
          "proxy-authorization",
          "range",
          "referer",
          "refresh",
          "retry-after",
          "server",
          "set-cookie",
          "strict-transport-security",
          "transfer-encoding",
          "user-agent",
          "vary",
          "via",
          "www-authenticate");

  private final ArrayDeque<Field> recent = new ArrayDeque<>();
  private int capacity = LARGEST;
  private int size;

  private static List<Field> fixed(String... lines) {
    var fields = new ArrayList<Field>();
    for (var line : lines) {
      int blank = line.indexOf(' ');
      fields.add(
          blank < 0
              ? new Field(line, "")
              : new Field(line.substring(0, blank), line.substring(blank + 1)));
    }
    return List.copyOf(fields);
  }

  /** What a number from 1 stands for. */
  Field get(int number) throws Http2Exception {
    if (number >= 1 && number <= FIXED.size()) {
      return FIXED.get(number - 1);
    }
    int place = number - FIXED.size() - 1;
    if (place < 0 || place >= recent.size()) {
      throw new Http2Exception(
          Http2Exception.COMPRESSION_ERROR, "no header field has the number " + number);
    }
    var all = recent.iterator();
    for (int i = 0; i < place; i++) {
      all.next();
    }
    return all.next();
  }

  /** Keeps one, and forgets the oldest that there is no room for any more. */
  void add(Field field) {
    recent.addFirst(field);
    size += cost(field);
    shrink();
  }

  /** Changes how much is kept, in bytes as RFC 7541 counts them. */
  void resize(int bytes) throws Http2Exception {
    if (bytes > LARGEST) {
      throw new Http2Exception(
          Http2Exception.COMPRESSION_ERROR, "a table of " + bytes + " bytes was not agreed on");
    }
    capacity = bytes;
    shrink();
  }

  private void shrink() {
    while (size > capacity) {
      size -= cost(recent.removeLast());
    }
  }

  /** What a field counts for, in bytes. */
  static int cost(Field field) {
    return field.name().length() + field.value().length() + ENTRY;
  }
}
