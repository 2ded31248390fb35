package dev.jug.http.socket;

import dev.jug.http.endpoint.Peer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/** A Unix or TCP connection as it is. */
final class PlainLink implements Link {
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;

  PlainLink(SocketChannel channel) {
    this.channel = channel;
    this.in = new ChannelInput(channel);
    this.out = new ChannelOutput(channel);
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
    if (channel.getRemoteAddress() instanceof InetSocketAddress address) {
      return new Peer.Remote(address, Optional.empty());
    }
    var credentials = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
    return new Peer.Local(credentials.user().getName(), credentials.group().getName());
  }

  @Override
  public void stopReading() {
    Channels.stopReading(channel);
  }

  @Override
  public void close() {
    Channels.close(channel);
  }
}
