package dev.jug.dashboard;

import dev.jug.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells a request of our own page from one that another page, or another user of this machine, has
 * made. Whoever reaches the port is not trusted for that: every user of the machine does, and every
 * page that is open in a browser on it.
 *
 * @param port where we listen
 * @param keys who was let in
 */
record Guard(int port, Keys keys) {
  /** The cookie that has the session. */
  static final String COOKIE = "jug-session";

  private static final Set<String> LOOKS = Set.of("GET", "HEAD");
  private static final int WEB = 80;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /**
   * Why somebody is not served.
   *
   * @param status 401 or 403
   * @param message what to do about it
   */
  record Refusal(int status, String message) {}

  /** What browsers call us; by any other name somebody leads them here (DNS rebinding). */
  List<String> hosts() {
    var names = Stream.of("127.0.0.1", "localhost");
    return names
        .flatMap(
            name -> port == WEB ? Stream.of(name, name + ":" + port) : Stream.of(name + ":" + port))
        .toList();
  }

  /** Refuses a request under another name than ours. */
  Optional<Refusal> checkHost(Request request) {
    return hosts().contains(host(request))
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                FORBIDDEN,
                "The dashboard answers to http://127.0.0.1:%1$d only; through a tunnel the port must be the same: ssh -L %1$d:127.0.0.1:%1$d MACHINE"
                    .formatted(port)));
  }

  /** Refuses who has no session, and what changes something but was not sent by our page. */
  Optional<Refusal> check(Request request) {
    if (!hasSession(request)) {
      return Optional.of(stranger());
    }
    boolean looks = LOOKS.contains(request.method()) && !request.wantsUpgrade();
    return looks || isOurs(request)
        ? Optional.empty()
        : Optional.of(
            new Refusal(FORBIDDEN, "Another page has sent this; only the dashboard's own may."));
  }

  /** For whom the dashboard does not exist. */
  static Refusal stranger() {
    return new Refusal(
        UNAUTHORIZED,
        "Type `jug dashboard` and open the address that it prints: it lets one browser in, once.");
  }

  private static String host(Request request) {
    var all = request.headers().all("Host");
    return all.size() == 1 ? all.getFirst() : "";
  }

  /**
   * Browsers name the page's origin with all but plain looks (Fetch, "append a request Origin").
   */
  private static boolean isOurs(Request request) {
    return request.headers().all("Origin").equals(List.of("http://" + host(request)));
  }

  private boolean hasSession(Request request) {
    return request.headers().all("Cookie").stream()
        .flatMap(line -> Stream.of(line.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.startsWith(COOKIE + "="))
        .anyMatch(pair -> keys.knows(pair.substring(COOKIE.length() + 1)));
  }
}
