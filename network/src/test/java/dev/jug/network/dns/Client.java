package dev.jug.network.dns;

import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Objects;
import org.xbill.DNS.Message;

/** Asks from within a sandbox. */
final class Client implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Sandbox sandbox;
  private final Resolver resolver;
  private final DatagramChannel udp;

  Client(Sandbox sandbox, Resolver resolver) throws IOException {
    this.sandbox = sandbox;
    this.resolver = resolver;
    udp =
        NamespaceThread.call(
            sandbox.namespace(),
            NamespaceKind.NETWORK,
            () -> opened(() -> DatagramChannel.open(StandardProtocolFamily.INET)));
    udp.connect(new InetSocketAddress("127.0.0.11", resolver.udpPort()));
    udp.socket().setSoTimeout(PATIENCE_MILLIS);
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  private static <T> T opened(Opening<T> opening) {
    try {
      return opening.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(byte[] packet) throws IOException {
    udp.write(ByteBuffer.wrap(packet));
  }

  /** The next packet that comes. */
  byte[] receive() throws IOException {
    var packet = new DatagramPacket(new byte[0xffff], 0xffff);
    udp.socket().receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** The answer to this question; those to others are passed over, even if they have its number. */
  Message ask(Message question) throws IOException {
    send(question.toWire());
    while (true) {
      var answer = Dns.read(receive());
      if (answer.getHeader().getID() == question.getHeader().getID()
          && Objects.equals(answer.getQuestion(), question.getQuestion())) {
        return answer;
      }
    }
  }

  SocketChannel connect() throws IOException {
    var channel =
        NamespaceThread.call(
            sandbox.namespace(),
            NamespaceKind.NETWORK,
            () -> opened(() -> SocketChannel.open(StandardProtocolFamily.INET)));
    channel.connect(new InetSocketAddress("127.0.0.11", resolver.tcpPort()));
    channel.socket().setSoTimeout(PATIENCE_MILLIS);
    return channel;
  }

  Message askOverTcp(Message question) throws IOException {
    try (var channel = connect()) {
      return ask(channel, question);
    }
  }

  static Message ask(SocketChannel channel, Message question) throws IOException {
    channel.socket().getOutputStream().write(Enquiry.framed(question.toWire()));
    var in = new DataInputStream(channel.socket().getInputStream());
    var answer = new byte[in.readUnsignedShort()];
    in.readFully(answer);
    return Dns.read(answer);
  }

  /** Whether nothing comes in this time. */
  boolean isSilent(int millis) throws IOException {
    try {
      udp.socket().setSoTimeout(millis);
      receive();
      return false;
    } catch (SocketTimeoutException _) {
      return true;
    } finally {
      udp.socket().setSoTimeout(PATIENCE_MILLIS);
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
  }
}
