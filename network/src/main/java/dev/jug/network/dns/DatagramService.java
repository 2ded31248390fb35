package dev.jug.network.dns;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Arrays;

/** Answers over UDP. One thread reads; what others are asked for waits on threads of its own. */
final class DatagramService implements Runnable {
  private static final System.Logger LOG = System.getLogger(DatagramService.class.getName());

  /** While nothing can be received, mostly for want of memory, or of threads. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DatagramChannel channel;
  private final Responder responder;

  DatagramService(DatagramChannel channel, Responder responder) {
    this.channel = channel;
    this.responder = responder;
  }

  @Override
  public void run() {
    var buffer = ByteBuffer.allocate(Question.DATAGRAM_ROOM);
    while (channel.isOpen()) {
      try {
        var client = channel.receive(buffer.clear());
        answer(Arrays.copyOf(buffer.array(), buffer.position()), client);
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        pause(e);
      }
    }
  }

  private void pause(Throwable e) {
    if (channel.isOpen()) {
      LOG.log(System.Logger.Level.WARNING, "a DNS question was lost", e);
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void answer(byte[] packet, SocketAddress client) {
    switch (Arrival.of(packet, Question.PLAIN_ROOM)) {
      case Arrival.Noise _ -> {}
      case Arrival.Faulty faulty -> send(faulty.answer(), client);
      case Arrival.Asked asked -> answer(asked.question(), client);
    }
  }

  private void answer(Question question, SocketAddress client) {
    var local = responder.local(question);
    if (local.isPresent()) {
      send(local.get(), client);
    } else if (responder.enter()) {
      forward(question, client);
    } else {
      send(Responder.refusal(question), client);
    }
  }

  private void forward(Question question, SocketAddress client) {
    try {
      Thread.ofVirtual()
          .name("dns-question")
          .start(() -> send(responder.forward(question, false), client));
    } catch (OutOfMemoryError e) {
      responder.leave();
      throw e;
    }
  }

  private void send(byte[] answer, SocketAddress client) {
    try {
      channel.send(ByteBuffer.wrap(answer), client);
    } catch (IOException e) {
      // Datagrams may be lost, and the sandbox may be gone: the client asks again or is gone too.
      LOG.log(System.Logger.Level.DEBUG, "no answer reaches {0}: {1}", client, e.getMessage());
    }
  }
}
