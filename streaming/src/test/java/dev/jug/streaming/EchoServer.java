package dev.jug.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Sends back what comes, and takes its leave at the end of it. */
final class EchoServer implements AutoCloseable {
  private final ServerSocketChannel listening;
  private int clients;

  private EchoServer(ServerSocketChannel listening) {
    this.listening = listening;
  }

  static EchoServer start() throws IOException {
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var server = new EchoServer(listening);
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  int port() throws IOException {
    return ((InetSocketAddress) listening.getLocalAddress()).getPort();
  }

  private void accept() {
    try {
      while (true) {
        var client = listening.accept();
        come(1);
        Thread.ofVirtual().start(() -> echo(client));
      }
    } catch (IOException _) {
      // It was closed.
    }
  }

  private void echo(SocketChannel client) {
    try (client) {
      var bytes = ByteBuffer.allocate(8192);
      while (client.read(bytes) >= 0) {
        client.write(bytes.flip());
        bytes.clear();
      }
      client.write(ByteBuffer.wrap(", and good bye".getBytes(UTF_8)));
    } catch (IOException _) {
      // The client is gone.
    } finally {
      come(-1);
    }
  }

  private synchronized void come(int count) {
    clients += count;
    notifyAll();
  }

  /** Waits until nobody is connected. */
  synchronized void awaitNobody() throws InterruptedException {
    while (clients > 0) {
      wait();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
