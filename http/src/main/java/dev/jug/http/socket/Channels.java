package dev.jug.http.socket;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;

/** Ends that nobody can do anything about when they fail. */
final class Channels {
  private static final System.Logger LOG = System.getLogger(Channels.class.getName());

  private Channels() {}

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "closing {0}: {1}", channel, e);
    }
  }

  static void stopReading(SocketChannel channel) {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "ending input of {0}: {1}", channel, e);
      close(channel);
    }
  }
}
