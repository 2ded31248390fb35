package dev.jug.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.dashboard.Guard.Refusal;
import dev.jug.http.AccessLog;
import dev.jug.http.Handler;
import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Server;
import dev.jug.http.Settings;
import dev.jug.http.endpoint.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The dashboard at a port of 127.0.0.1. All of it lies below a path that nobody guesses: browsers
 * send a cookie to every port of a host (RFC 6265, 8.5), but to that path only, which another
 * user's server does not know. Thread-safe.
 */
public final class Dashboard implements AutoCloseable {
  private static final int SEE_OTHER = 303;
  private static final int NOT_FOUND = 404;

  /** Below which the API is. */
  private static final String API = "api";

  /** Below which invitations are. */
  private static final String ENTER = "enter";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Handler api;
  private final Server server;
  private final Keys keys;
  private final String place;
  private final Guard guard;

  private Dashboard(Handler api, int port, Settings settings, Keys keys) throws IOException {
    this.api = api;
    this.keys = keys;
    this.place = keys.word();
    this.server = new Server(this::handle, settings.withLog(named(settings.log())));
    var address = InetAddress.getByAddress(LOOPBACK);
    this.guard = new Guard(listen(new InetSocketAddress(address, port)), keys);
  }

  private int listen(InetSocketAddress address) throws IOException {
    try {
      var bound = (InetSocketAddress) server.listen(new Endpoint.Tcp(address));
      return bound.getPort();
    } catch (IOException e) {
      server.close();
      throw new IOException("cannot listen at 127.0.0.1:" + address.getPort(), e);
    }
  }

  /**
   * Listens.
   *
   * @param api answers what the page asks, as the Docker Engine API
   * @param port 0 for any that is free
   * @param settings of the server; its log hears of the API's paths as the API knows them
   * @throws IOException if the port is taken
   */
  public static Dashboard open(
      Handler api, int port, Settings settings, SecureRandom chance, InstantSource clock)
      throws IOException {
    return new Dashboard(api, port, settings, new Keys(chance, clock));
  }

  /** Where it listens. */
  public int port() {
    return guard.port();
  }

  /** An address that lets one browser in, once, within ten minutes. */
  public String invite() {
    return "http://" + guard.hosts().getFirst() + "/" + ENTER + "/" + keys.invite();
  }

  /** Ends what is open, and listens no more. */
  @Override
  public void close() {
    server.close();
  }

  /** The path is a part of the key, and no part of what was asked for. */
  private AccessLog named(AccessLog log) {
    return entry ->
        log.add(
            new AccessLog.Entry(
                entry.id(),
                entry.peer(),
                entry.method(),
                entry.target().replace("/" + place, "").replaceFirst("/enter/.*", "/enter/…"),
                entry.status(),
                entry.duration()));
  }

  private void handle(Request request, Response response) throws Exception {
    Policy.apply(response);
    var refusal = guard.checkHost(request);
    var segments = request.segments();
    if (refusal.isPresent()) {
      refuse(refusal.get(), response);
    } else if (segments.size() == 2 && segments.getFirst().equals(ENTER)) {
      enter(request, response);
    } else if (Keys.same(place, segments.getFirst())) {
      serve(request, response);
    } else {
      refuse(Guard.stranger(), response);
    }
  }

  /** A look ahead with HEAD, as programs do that show what is behind a link, leaves it good. */
  private void enter(Request request, Response response) throws IOException {
    var session =
        request.method().equals("GET")
            ? keys.redeem(request.segments().getLast())
            : Optional.<String>empty();
    if (session.isEmpty()) {
      refuse(Guard.stranger(), response);
      return;
    }
    var cookie = "%s=%s; Path=/%s/; HttpOnly; SameSite=Strict";
    response
        .status(SEE_OTHER)
        .header("Set-Cookie", cookie.formatted(Guard.COOKIE, session.get(), place))
        .header("Location", "/" + place + "/")
        .send();
  }

  private void serve(Request request, Response response) throws Exception {
    var refusal = guard.check(request);
    if (refusal.isPresent()) {
      refuse(refusal.get(), response);
      return;
    }
    var inside = request.below(1);
    if (inside.segments().getFirst().equals(API)) {
      api.handle(inside.below(1), response);
    } else {
      file(inside, response);
    }
  }

  private static void file(Request request, Response response) throws IOException {
    var segments = request.segments();
    var name = segments.getFirst().isEmpty() ? "index.html" : segments.getFirst();
    var page = segments.size() == 1 ? Page.named(name) : Optional.<Page>empty();
    if (page.isEmpty()) {
      refuse(new Refusal(NOT_FOUND, "The dashboard has no such file."), response);
      return;
    }
    response.send(page.get().type(), page.get().bytes());
  }

  private static void refuse(Refusal refusal, Response response) throws IOException {
    response
        .status(refusal.status())
        .send("text/plain; charset=utf-8", (refusal.message() + "\n").getBytes(UTF_8));
  }
}
