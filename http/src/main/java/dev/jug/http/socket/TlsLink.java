package dev.jug.http.socket;

import dev.jug.http.endpoint.Peer;
import dev.jug.http.endpoint.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A TCP connection under TLS. The handshake happens with the first read or write. */
final class TlsLink implements Link {
  private final SocketChannel channel;
  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;

  TlsLink(SocketChannel channel, Tls tls) throws IOException {
    this.channel = channel;
    var factory = tls.context().getSocketFactory();
    var first = new FirstByte(channel);
    socket = (SSLSocket) factory.createSocket(channel.socket(), first, true);
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(tls.clientsAuthenticate());
    in = socket.getInputStream();
    out = new TlsOutput(socket);
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public void closeWrite() throws IOException {
    out.close();
  }

  @Override
  public Peer peer() throws IOException {
    return new Peer.Remote((InetSocketAddress) channel.getRemoteAddress(), subject());
  }

  private Optional<String> subject() {
    try {
      return Optional.of(socket.getSession().getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }

  @Override
  public void stopReading() {
    Channels.stopReading(channel);
  }

  /** The channel alone: closing the TLS socket would wait for threads that write. */
  @Override
  public void close() {
    Channels.close(channel);
  }
}
