package dev.jug.streaming.command;

import dev.jug.http.endpoint.Duplex;
import dev.jug.http.websocket.MessageSocket;
import dev.jug.streaming.pipe.Idle;
import dev.jug.streaming.socket.SocketProtocol;
import java.io.IOException;
import java.time.Duration;

/**
 * Runs commands for clients whose connections were taken over.
 *
 * @param idle how long nothing may go over
 * @param patience how long a client has to open its streams
 */
public record Commands(Duration idle, Duration patience) {
  /** Runs one for a client that speaks SPDY, to its end. */
  public void overSpdy(Duplex client, SpdyProtocol protocol, Command command) throws IOException {
    try (var silence = Idle.after(idle, client::close)) {
      new Run(new SpdyCarrier(client, silence, protocol, command.wanted(), patience), command)
          .run();
    }
  }

  /** Runs one for a client with a WebSocket, to its end. */
  public void overSocket(MessageSocket client, SocketProtocol protocol, Command command)
      throws IOException {
    try (var silence =
        Idle.after(
            idle, () -> client.close(MessageSocket.GOING_AWAY, "it was silent for " + idle))) {
      new Run(new SocketCarrier(client, silence, protocol, command.wanted()), command).run();
    }
  }
}
