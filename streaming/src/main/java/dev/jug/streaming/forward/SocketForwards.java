package dev.jug.streaming.forward;

import dev.jug.http.websocket.MessageSocket;
import dev.jug.streaming.pipe.Inbox;
import dev.jug.streaming.session.PortForwardRequest;
import dev.jug.streaming.session.Sessions;
import dev.jug.streaming.socket.Channels;
import dev.jug.streaming.socket.SocketProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Forwards over a WebSocket: two channels for each port, data and errors, one connection each. Both
 * begin with the port, in two bytes, the lower one first.
 */
final class SocketForwards {
  private static final System.Logger LOG = System.getLogger(SocketForwards.class.getName());
  private static final int ROOM = 65_536;

  private final Sessions sessions;
  private final PortForwardRequest request;
  private final Channels channels;
  private final List<Inbox> inboxes = new ArrayList<>();
  private final CountDownLatch running;

  SocketForwards(
      Sessions sessions,
      PortForwardRequest request,
      MessageSocket socket,
      SocketProtocol protocol,
      Runnable heard) {
    this.sessions = sessions;
    this.request = request;
    for (int _ : request.ports()) {
      inboxes.add(new Inbox(ROOM, _ -> {}));
      inboxes.add(Inbox.closed(_ -> {}));
    }
    this.channels = new Channels(socket, protocol, inboxes, heard);
    this.running = new CountDownLatch(request.ports().size());
  }

  /** Reads to the client's end, or to that of the last connection. */
  void serve() throws IOException {
    for (int i = 0; i < request.ports().size(); i++) {
      begin(i, request.ports().get(i));
    }
    Thread.ofVirtual().name("streaming-forward").start(this::endAfterAll);
    channels.serve();
  }

  private void begin(int index, int port) throws IOException {
    var data = channels.out(2 * index);
    var error = channels.out(2 * index + 1);
    var bytes = new byte[] {(byte) port, (byte) (port >>> Byte.SIZE)};
    data.write(bytes);
    error.write(bytes);
    var inbox = inboxes.get(2 * index);
    var forward =
        new Forward(sessions, request.sandbox(), port, new Client(inbox, data, error, true));
    Thread.ofVirtual().name("streaming-forward").start(() -> run(forward, inbox));
  }

  private void run(Forward forward, Inbox inbox) {
    try {
      forward.run();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client ended: {0}", e.getMessage());
    } finally {
      inbox.close();
      running.countDown();
    }
  }

  private void endAfterAll() {
    try {
      running.await();
      channels.end();
    } catch (IOException | InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client ended: {0}", e.getMessage());
    }
  }
}
