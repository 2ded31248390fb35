package dev.jug.streaming;

import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.message.HttpException;
import java.util.List;
import java.util.stream.Stream;

/** Which way a client wants to go on, and what both speak there. */
final class Upgrade {
  private static final String VERSION = "X-Stream-Protocol-Version";
  private static final String ACCEPTED = "X-Accepted-Stream-Protocol-Versions";
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private Upgrade() {}

  static boolean toSocket(Request request) {
    return asks(request, "websocket");
  }

  static boolean toSpdy(Request request) {
    return asks(request, "spdy/3.1");
  }

  private static boolean asks(Request request, String protocol) {
    return request.wantsUpgrade() && request.headers().list("Upgrade").contains(protocol);
  }

  static HttpException missing() {
    return new HttpException(
        BAD_REQUEST,
        "unable to upgrade: missing upgrade headers in request: this is for WebSocket and SPDY/3.1");
  }

  /** None of a client's subprotocols of WebSockets is spoken. */
  static HttpException unknown(List<String> offered) {
    return new HttpException(
        FORBIDDEN, "requested protocol(s) are not supported: " + String.join(", ", offered));
  }

  /**
   * The first protocol of the client's that is spoken here, which the answer then names.
   *
   * @throws HttpException if there is none
   */
  static String version(Request request, Response response, List<String> ours) {
    var theirs =
        request.headers().all(VERSION).stream()
            .flatMap(value -> Stream.of(value.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    if (theirs.isEmpty()) {
      throw new HttpException(BAD_REQUEST, "unable to upgrade: " + VERSION + " is required");
    }
    for (var name : theirs) {
      if (ours.contains(name)) {
        response.header(VERSION, name);
        return name;
      }
    }
    response.header(ACCEPTED, String.join(",", ours));
    throw new HttpException(
        FORBIDDEN,
        "unable to upgrade: unable to negotiate protocol: client supports %s, server accepts %s"
            .formatted(theirs, ours));
  }
}
