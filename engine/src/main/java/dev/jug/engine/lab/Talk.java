package dev.jug.engine.lab;

import dev.jug.linux.ns.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * Datagrams between two stations, each heard and answered. A socket belongs to the namespace of the
 * thread that opened it, whoever uses it.
 */
final class Talk implements AutoCloseable {
  /** That of echo (RFC 862). */
  static final int PORT = 7;

  private static final int PATIENCE_MILLIS = 300;
  private static final byte[] WORD = "hello".getBytes(StandardCharsets.US_ASCII);

  private final Station from;
  private final Station to;
  private final DatagramChannel asking;
  private final DatagramChannel answering;

  Talk(Station from, Station to) throws IOException {
    this.from = from;
    this.to = to;
    this.asking = open(from, 0);
    try {
      this.answering = open(to, PORT);
    } catch (IOException | RuntimeException e) {
      asking.close();
      throw e;
    }
  }

  private static DatagramChannel open(Station station, int port) throws IOException {
    var channel = NetworkNamespace.call(station.namespace(), Talk::unbound);
    try {
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      return channel.bind(new InetSocketAddress(port));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static DatagramChannel unbound() {
    try {
      return DatagramChannel.open(StandardProtocolFamily.INET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks once, and says what came of it. */
  String ask(InetAddress address) {
    try {
      asking.send(ByteBuffer.wrap(WORD), new InetSocketAddress(address, PORT));
      var heard = receive(answering);
      answering.send(ByteBuffer.wrap(WORD), heard.getSocketAddress());
      receive(asking);
      return "%s hears %d bytes of %s, and %s hears the answer"
          .formatted(
              to.name(), heard.getLength(), heard.getAddress().getHostAddress(), from.name());
    } catch (SocketTimeoutException e) {
      return "nothing is heard within " + PATIENCE_MILLIS + " ms";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static DatagramPacket receive(DatagramChannel channel) throws IOException {
    var packet = new DatagramPacket(new byte[WORD.length], WORD.length);
    channel.socket().receive(packet);
    return packet;
  }

  @Override
  public void close() throws IOException {
    try (answering) {
      asking.close();
    }
  }
}
