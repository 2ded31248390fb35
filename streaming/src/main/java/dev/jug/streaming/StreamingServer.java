package dev.jug.streaming;

import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.Router;
import dev.jug.http.Server;
import dev.jug.http.Settings;
import dev.jug.http.endpoint.Endpoint;
import dev.jug.http.message.HttpException;
import dev.jug.http.websocket.MessageSocket;
import dev.jug.http.websocket.WebSocket;
import dev.jug.streaming.command.Command;
import dev.jug.streaming.command.Commands;
import dev.jug.streaming.command.SpdyProtocol;
import dev.jug.streaming.forward.Forwards;
import dev.jug.streaming.session.AttachRequest;
import dev.jug.streaming.session.ExecRequest;
import dev.jug.streaming.session.PortForwardRequest;
import dev.jug.streaming.session.Sessions;
import dev.jug.streaming.socket.SocketProtocol;
import dev.jug.streaming.token.Tokens;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** Hands out URLs, and serves who comes with one. Thread-safe. */
public final class StreamingServer implements AutoCloseable {
  private static final List<String> FORWARD = List.of("portforward.k8s.io");

  /** SPDY within a WebSocket, as newer clients forward ports. */
  private static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";

  private final StreamingSettings settings;
  private final Sessions sessions;
  private final Server http;
  private final InetSocketAddress address;
  private final Tokens<Command> execs;
  private final Tokens<Command> attaches;
  private final Tokens<PortForwardRequest> forwarded;
  private final Commands commands;
  private final Forwards forwards;

  private StreamingServer(Sessions sessions, StreamingSettings settings, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.sessions = sessions;
    this.execs = tokens(clock);
    this.attaches = tokens(clock);
    this.forwarded = tokens(clock);
    this.commands = new Commands(settings.idle(), settings.streamCreation());
    this.forwards = new Forwards(sessions, settings.idle(), settings.streamCreation());
    this.http = new Server(routes(), Settings.defaults());
    this.address = (InetSocketAddress) http.listen(new Endpoint.Tcp(settings.address()));
  }

  private <T> Tokens<T> tokens(InstantSource clock) {
    return new Tokens<>(clock, settings.tokenLife(), settings.mostTokens());
  }

  /**
   * Listens.
   *
   * @throws IOException if the address is taken
   */
  public static StreamingServer start(Sessions sessions, StreamingSettings settings)
      throws IOException {
    return start(sessions, settings, InstantSource.system());
  }

  static StreamingServer start(Sessions sessions, StreamingSettings settings, InstantSource clock)
      throws IOException {
    return new StreamingServer(sessions, settings, clock);
  }

  private Router routes() {
    var routes = Router.builder();
    for (var method : List.of("GET", "POST")) {
      routes.on(method, "/exec/{token}", (in, out) -> command(execs, in, out));
      routes.on(method, "/attach/{token}", (in, out) -> command(attaches, in, out));
      routes.on(method, "/portforward/{token}", this::forward);
    }
    return routes.build();
  }

  /** Where it listens, with the real port. */
  public InetSocketAddress address() {
    return address;
  }

  /**
   * Where to go for a command.
   *
   * @throws TooManyRequestsException if too many are waited for
   */
  public URI exec(ExecRequest request) {
    var command = new Command(request.wanted(), streams -> sessions.exec(request, streams));
    return url("exec", execs, command);
  }

  /** Where to go to attach; throws as {@link #exec}. */
  public URI attach(AttachRequest request) {
    Command.Work work =
        streams -> {
          sessions.attach(request, streams);
          return 0;
        };
    return url("attach", attaches, new Command(request.wanted(), work));
  }

  /** Where to go to forward ports; throws as {@link #exec}. */
  public URI portForward(PortForwardRequest request) {
    return url("portforward", forwarded, request);
  }

  private <T> URI url(String kind, Tokens<T> tokens, T value) {
    var token =
        tokens.put(value).orElseThrow(() -> new TooManyRequestsException(settings.mostTokens()));
    var host = address.getAddress().getHostAddress();
    var name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + address.getPort() + "/" + kind + "/" + token);
  }

  private static <T> T redeem(Tokens<T> tokens, Request request) {
    if (!Upgrade.toSocket(request) && !Upgrade.toSpdy(request)) {
      throw Upgrade.missing();
    }
    return tokens
        .take(request.variable("token"))
        .orElseThrow(
            () -> new HttpException(404, "this URL is not good any more: ask for another"));
  }

  private void command(Tokens<Command> tokens, Request request, Response response)
      throws IOException {
    var command = redeem(tokens, request);
    if (Upgrade.toSocket(request)) {
      var protocol = socketProtocol(request);
      commands.overSocket(
          MessageSocket.accept(request, response, protocol.text()), protocol, command);
      return;
    }
    var name = Upgrade.version(request, response, SpdyProtocol.names());
    commands.overSpdy(response.hijack(), SpdyProtocol.of(name).orElseThrow(), command);
  }

  private void forward(Request request, Response response) throws IOException {
    var forward = redeem(forwarded, request);
    if (!Upgrade.toSocket(request)) {
      var _ = Upgrade.version(request, response, FORWARD);
      forwards.overSpdy(response.hijack(), forward);
    } else if (MessageSocket.offered(request).contains(TUNNEL)) {
      forwards.overSpdy(WebSocket.accept(request, response, TUNNEL), forward);
    } else if (forward.ports().isEmpty()) {
      throw new HttpException(400, "this way of forwarding needs the ports in the request");
    } else {
      var protocol = socketProtocol(request);
      forwards.overSocket(
          MessageSocket.accept(request, response, protocol.text()), protocol, forward);
    }
  }

  private static SocketProtocol socketProtocol(Request request) {
    var offered = MessageSocket.offered(request);
    return SocketProtocol.of(offered).orElseThrow(() -> Upgrade.unknown(offered));
  }

  /** Ends all streams, and listens no more. */
  @Override
  public void close() {
    http.close();
  }
}
