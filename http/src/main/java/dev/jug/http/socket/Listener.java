package dev.jug.http.socket;

import dev.jug.http.endpoint.Endpoint;
import dev.jug.http.endpoint.Tls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** A socket that listens. Closing it also removes a socket file that is still its own. */
public final class Listener implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Listener.class.getName());

  /** A Unix socket refuses at once when its queue is full; the kernel takes less if it must. */
  static final int BACKLOG = 4096;

  private final ServerSocketChannel channel;
  private final Optional<Tls> tls;
  private final Runnable removal;

  Listener(ServerSocketChannel channel, Optional<Tls> tls, Runnable removal) {
    this.channel = channel;
    this.tls = tls;
    this.removal = removal;
  }

  /**
   * Listens.
   *
   * @throws IOException if the address is taken, or cannot be
   */
  public static Listener open(Endpoint endpoint) throws IOException {
    return switch (endpoint) {
      case Endpoint.Unix unix -> SocketFile.listen(unix);
      case Endpoint.Tcp tcp -> tcp(tcp);
    };
  }

  /** Takes over a channel that listens already. */
  public static Listener of(ServerSocketChannel channel) {
    return new Listener(channel, Optional.empty(), () -> {});
  }

  private static Listener tcp(Endpoint.Tcp tcp) throws IOException {
    var channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(tcp.address(), BACKLOG);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw new IOException("cannot listen at " + tcp.address() + ": " + e.getMessage(), e);
    }
    return new Listener(channel, tcp.tls(), () -> {});
  }

  /** Where it listens; the port is the real one. */
  public SocketAddress address() throws IOException {
    return channel.getLocalAddress();
  }

  /** Waits for the next client; one that has gone in the meantime is none. */
  public Link accept() throws IOException {
    while (true) {
      var accepted = channel.accept();
      try {
        return link(accepted);
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a client went at once: {0}", e.getMessage());
        Channels.close(accepted);
      }
    }
  }

  private Link link(SocketChannel accepted) throws IOException {
    if (accepted.getLocalAddress() instanceof InetSocketAddress) {
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      accepted.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    }
    return tls.isPresent() ? new TlsLink(accepted, tls.get()) : new PlainLink(accepted);
  }

  /** Whether it still listens. */
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    removal.run();
    Channels.close(channel);
  }
}
