package dev.jug.streaming.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.http.endpoint.Duplex;
import dev.jug.streaming.session.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One forwarded connection: each direction ends by itself, and nothing is kept but a buffer for
 * each.
 *
 * @param sandbox the pod sandbox's id
 */
record Forward(Sessions sessions, String sandbox, int port, Client client) {
  private static final int PIECE = 16_384;

  /** Connects, and copies until both directions have ended. */
  void run() throws IOException {
    try (var target = sessions.connect(sandbox, port)) {
      var up = Thread.ofVirtual().name("streaming-forward").start(() -> up(target));
      down(target);
      if (!client.endsAsOne()) {
        up.join();
      }
    } catch (IOException e) {
      var why = "error forwarding port " + port + " to pod " + sandbox + ": " + e.getMessage();
      client.error().write(why.getBytes(UTF_8));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      client.out().close();
    }
  }

  private void down(Duplex target) throws IOException {
    copy(target.in(), client.out());
    client.out().close();
  }

  private void up(Duplex target) {
    try {
      copy(client.in(), target.out());
      target.closeWrite();
    } catch (IOException _) {
      // One of the two is gone, so nothing of this connection is of use.
      target.close();
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    var bytes = new byte[PIECE];
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      out.write(bytes, 0, count);
    }
  }
}
