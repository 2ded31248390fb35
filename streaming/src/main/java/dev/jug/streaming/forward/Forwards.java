package dev.jug.streaming.forward;

import dev.jug.http.endpoint.Duplex;
import dev.jug.http.websocket.MessageSocket;
import dev.jug.streaming.pipe.Idle;
import dev.jug.streaming.session.PortForwardRequest;
import dev.jug.streaming.session.Sessions;
import dev.jug.streaming.socket.SocketProtocol;
import java.io.IOException;
import java.time.Duration;

/**
 * Forwards ports for clients whose connections were taken over.
 *
 * @param idle how long nothing may go over
 * @param patience how long a client has to open both streams of a connection
 */
public record Forwards(Sessions sessions, Duration idle, Duration patience) {
  /** Serves a client that speaks SPDY, to its end. */
  public void overSpdy(Duplex client, PortForwardRequest request) throws IOException {
    try (client;
        var silence = Idle.after(idle, client::close)) {
      new SpdyForwards(sessions, request.sandbox(), patience, client, silence::heard).serve();
    }
  }

  /** Serves a client with a WebSocket, to its end. */
  public void overSocket(MessageSocket client, SocketProtocol protocol, PortForwardRequest request)
      throws IOException {
    try (client;
        var silence =
            Idle.after(
                idle, () -> client.close(MessageSocket.GOING_AWAY, "it was silent for " + idle))) {
      new SocketForwards(sessions, request, client, protocol, silence::heard).serve();
    }
  }
}
