package dev.jug.linux.netfilter;

import dev.jug.linux.net.TestNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Real packets between namespaces. A socket belongs to the namespace of the thread that opens it.
 */
final class Traffic {
  private static final int PATIENCE_MILLIS = 5000;
  private static final int REFUSAL_MILLIS = 250;

  private Traffic() {}

  /** A server that tells each client its name, and from where it seems to come. */
  static AutoCloseable serve(TestNamespace where, InetAddress address, int port, String name) {
    var server =
        where.call(() -> {
          try {
            return ServerSocketChannel.open().bind(new InetSocketAddress(address, port));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    Thread.ofVirtual().start(() -> answer(server, name));
    return server;
  }

  private static void answer(ServerSocketChannel server, String name) {
    while (server.isOpen()) {
      try (var client = server.accept()) {
        var from = (InetSocketAddress) client.getRemoteAddress();
        var text = name + " " + from.getAddress().getHostAddress();
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        // The test has closed the server, or the client has given up.
      }
    }
  }

  /** A server that returns one datagram to where it seems to come from, with its name before it. */
  static AutoCloseable serveDatagram(TestNamespace where, InetAddress address, int port) {
    var server = datagrams(where);
    try {
      server.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual()
        .start(() -> {
          var bytes = ByteBuffer.allocate(100);
          try {
            var from = server.receive(bytes);
            server.send(bytes.flip(), from);
          } catch (IOException e) {
            // The test has closed the server.
          }
        });
    return server;
  }

  private static DatagramChannel datagrams(TestNamespace where) {
    return where.call(() -> {
      try {
        return DatagramChannel.open();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** What comes back to a datagram, through a connected socket: only from where it was sent to. */
  static String echo(TestNamespace from, InetAddress address, int port, String text) {
    try (var channel = datagrams(from)) {
      channel.connect(new InetSocketAddress(address, port));
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.socket().setSoTimeout(PATIENCE_MILLIS);
      var packet = new DatagramPacket(new byte[100], 100);
      channel.socket().receive(packet);
      return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a server says, or nothing if there is no way to it. */
  static Optional<String> ask(TestNamespace from, InetAddress address, int port) {
    return ask(from, address, port, PATIENCE_MILLIS);
  }

  /** For packets that should be dropped: nobody says so, it takes a while to believe it. */
  static Optional<String> askInVain(TestNamespace from, InetAddress address, int port) {
    return ask(from, address, port, REFUSAL_MILLIS);
  }

  private static Optional<String> ask(
      TestNamespace from, InetAddress address, int port, int millis) {
    try (var socket = from.call(Traffic::socket)) {
      socket.connect(new InetSocketAddress(address, port), millis);
      socket.setSoTimeout(millis);
      var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(text);
    } catch (SocketTimeoutException | ConnectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A plain socket has a descriptor only once it has an option or a name. */
  private static Socket socket() {
    try {
      var socket = new Socket();
      socket.setReuseAddress(true);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a value below /proc/sys/net, which is another for each namespace. */
  static void sysctl(TestNamespace where, String name, String value) {
    where.call(() -> {
      try {
        return Files.writeString(Path.of("/proc/sys/net", name), value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }
}
