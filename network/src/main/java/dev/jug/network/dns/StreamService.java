package dev.jug.network.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers over TCP, a virtual thread for each connection. */
final class StreamService implements Runnable, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StreamService.class.getName());

  /** How long a connection may be without a whole question. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** While nobody can be accepted, mostly for want of descriptors, or of threads. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ServerSocketChannel listener;
  private final Responder responder;
  private final int mostConnections;
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();

  StreamService(ServerSocketChannel listener, Responder responder, int mostConnections) {
    this.listener = listener;
    this.responder = responder;
    this.mostConnections = mostConnections;
  }

  @Override
  public void run() {
    while (listener.isOpen()) {
      try {
        accept(listener.accept());
      } catch (IOException | OutOfMemoryError e) {
        pause(e);
      }
    }
  }

  private void pause(Throwable e) {
    if (listener.isOpen()) {
      LOG.log(System.Logger.Level.WARNING, "no DNS client can be accepted: {0}", e.getMessage());
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void accept(SocketChannel connection) {
    connections.add(connection);
    if (connections.size() > mostConnections || !listener.isOpen()) {
      end(connection);
    } else {
      begin(connection);
    }
  }

  private void begin(SocketChannel connection) {
    try {
      Thread.ofVirtual().name("dns-connection").start(() -> serve(connection));
    } catch (OutOfMemoryError e) {
      end(connection);
      throw e;
    }
  }

  private void serve(SocketChannel connection) {
    try {
      connection.socket().setSoTimeout((int) IDLE.toMillis());
      var in = new DataInputStream(connection.socket().getInputStream());
      var out = connection.socket().getOutputStream();
      while (true) {
        var question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        var answer = answer(question);
        if (answer.isEmpty()) {
          return;
        }
        out.write(Enquiry.framed(answer.get()));
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a DNS client goes: {0}", e.getMessage());
    } finally {
      end(connection);
    }
  }

  private Optional<byte[]> answer(byte[] packet) {
    return switch (Arrival.of(packet, Question.STREAM_ROOM)) {
      case Arrival.Noise _ -> Optional.empty();
      case Arrival.Faulty faulty -> Optional.of(faulty.answer());
      case Arrival.Asked asked -> Optional.of(answer(asked.question()));
    };
  }

  private byte[] answer(Question question) {
    return responder
        .local(question)
        .orElseGet(() ->
            responder.enter() ? responder.forward(question, true) : Responder.refusal(question));
  }

  private void end(SocketChannel connection) {
    connections.remove(connection);
    Resolver.close(connection);
  }

  @Override
  public void close() {
    Resolver.close(listener);
    connections.forEach(this::end);
  }
}
