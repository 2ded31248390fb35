package dev.jug.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.http.Handler;
import dev.jug.http.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in and who is not, as requests over the wire. */
class DashboardTest {
  private final List<String> logged = new ArrayList<>();
  private Dashboard dashboard;
  private String own;

  @BeforeEach
  void open() throws IOException {
    Handler api =
        (request, response) ->
            response.send(
                "text/plain",
                (request.method() + " " + String.join("/", request.segments())).getBytes(UTF_8));
    var settings = Settings.defaults().withLog(entry -> logged.add(entry.target()));
    dashboard = Dashboard.open(api, 0, settings, new SecureRandom(), InstantSource.system());
    own = "127.0.0.1:" + dashboard.port();
  }

  @AfterEach
  void close() {
    dashboard.close();
  }

  private String ask(String method, String path, String host, String... fields) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
      var head =
          "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n".formatted(method, path, host);
      for (var field : fields) {
        head += field + "\r\n";
      }
      socket.getOutputStream().write((head + "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String path(String url) {
    return url.substring(("http://" + own).length());
  }

  /** What a browser knows behind an invitation: where it is, and its cookie. */
  private record Visit(String place, String cookie) {}

  private Visit visit() throws IOException {
    var answer = ask("GET", path(dashboard.invite()), own);
    assertThat(answer).startsWith("HTTP/1.1 303 ");
    var cookie = field(answer, "Set-Cookie");
    var place = field(answer, "Location");
    assertThat(cookie).endsWith("; Path=" + place + "; HttpOnly; SameSite=Strict");
    return new Visit(place, "Cookie: a=b; " + cookie.substring(0, cookie.indexOf(';')));
  }

  private static String field(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anInvitationLetsOneBrowserIn() throws IOException {
    var invitation = path(dashboard.invite());
    assertThat(ask("HEAD", invitation, own)).startsWith("HTTP/1.1 401 ");
    assertThat(ask("GET", invitation, own)).startsWith("HTTP/1.1 303 ");
    assertThat(ask("GET", invitation, own)).startsWith("HTTP/1.1 401 ").contains("jug dashboard");
    var visit = visit();
    assertThat(ask("GET", visit.place(), own, visit.cookie()))
        .startsWith("HTTP/1.1 200 ")
        .contains("<title>Jug</title>");
  }

  @Test
  void withoutACookieOrThePathThereIsNothing() throws IOException {
    var visit = visit();
    for (var path : List.of("", "app.js", "api/containers/json", "nosuch")) {
      assertThat(ask("GET", visit.place() + path, own)).startsWith("HTTP/1.1 401 ");
      assertThat(ask("GET", "/" + path, own, visit.cookie())).startsWith("HTTP/1.1 401 ");
      assertThat(ask("GET", visit.place() + path, own, "Cookie: jug-session=x"))
          .startsWith("HTTP/1.1 401 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example:%d", "127.0.0.1", "127.0.0.1:1", "localhost.evil:%d"})
  void byAnotherNameNobodyIsServed(String host) throws IOException {
    var visit = visit();
    var named = host.contains("%d") ? host.formatted(dashboard.port()) : host;
    assertThat(ask("GET", visit.place(), named, visit.cookie())).startsWith("HTTP/1.1 403 ");
    assertThat(ask("GET", path(dashboard.invite()), named)).startsWith("HTTP/1.1 403 ");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:%d, 200",
    "http://localhost:%d, 403",
    "https://127.0.0.1:%d, 403",
    "http://evil.example, 403",
    "null, 403",
    ", 403"
  })
  void onlyOurOwnPageChangesAnything(String origin, int status) throws IOException {
    var visit = visit();
    var field = "Origin: " + (origin == null ? "" : origin.formatted(dashboard.port()));
    assertThat(ask("POST", visit.place() + "api/containers/a/stop", own, visit.cookie(), field))
        .startsWith("HTTP/1.1 " + status + " ");
    var upgrade = new String[] {visit.cookie(), field, "Upgrade: websocket"};
    assertThat(ask("DELETE", visit.place() + "api/containers/a", own, upgrade))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void aWebSocketNeedsAnOriginToo() throws IOException {
    var visit = visit();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), dashboard.port())) {
      var head =
          "GET %sapi/exec/1/ws HTTP/1.1\r\nHost: %s\r\n%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
      socket
          .getOutputStream()
          .write(head.formatted(visit.place(), own, visit.cookie()).getBytes(UTF_8));
      var answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
      assertThat(answer).isEqualTo("HTTP/1.1 403");
    }
  }

  @Test
  void theApiHearsItsOwnPathsAndSoDoesTheLog() throws IOException {
    var visit = visit();
    assertThat(ask("GET", visit.place() + "api/images/json?a=b", own, visit.cookie()))
        .endsWith("GET images/json");
    dashboard.close();
    assertThat(logged).contains("/enter/…", "/api/images/json?a=b");
  }

  @Test
  void browsersAreToldToBeStrict() throws IOException {
    var visit = visit();
    var answer = ask("GET", visit.place(), own, visit.cookie());
    assertThat(field(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(field(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(field(answer, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(ask("GET", "/", own)).contains("Content-Security-Policy: ");
  }

  @ParameterizedTest
  @CsvSource({
    "index.html, text/html",
    "style.css, text/css",
    "app.js, text/javascript",
    "icon.svg, image/svg+xml"
  })
  void filesHaveTheirTypes(String name, String type) throws IOException {
    var visit = visit();
    var answer = ask("GET", visit.place() + name, own, visit.cookie());
    assertThat(field(answer, "Content-Type")).startsWith(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "%2e%2e%2fDashboard.class",
        "..%2fKeys.class",
        "web",
        "Page.class",
        "a/app.js",
        "web%2fapp.js"
      })
  void nothingButThePageIsServed(String name) throws IOException {
    var visit = visit();
    assertThat(ask("GET", visit.place() + name, own, visit.cookie()))
        .matches("(?s)HTTP/1.1 40[04] .*");
  }
}
