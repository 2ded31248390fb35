package dev.jug.engine.syslog;

import dev.jug.engine.syslog.SyslogAddress.Local;
import dev.jug.engine.syslog.SyslogAddress.Tcp;
import dev.jug.engine.syslog.SyslogAddress.Udp;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.io.Socket;
import dev.jug.linux.io.UnixDatagram;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A way to a syslog daemon. Not thread-safe. */
interface SyslogSink extends AutoCloseable {
  /**
   * Sends one message.
   *
   * @throws IOException if it did not leave; another sink may be luckier
   */
  void send(byte[] message) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens one. */
  static SyslogSink open(SyslogAddress address) throws IOException {
    return switch (address) {
      case Local(var path) -> local(path);
      case Udp(var host, var port) -> udp(new InetSocketAddress(host, port));
      case Tcp(var host, var port) -> tcp(host, port);
    };
  }

  private static SyslogSink local(Path path) throws IOException {
    try {
      var socket = UnixDatagram.connect(path);
      return of(socket::send, socket::close);
    } catch (SysException e) {
      if (e.errno() != Errno.EPROTOTYPE) {
        throw new IOException(e.getMessage(), e);
      }
      var stream = Socket.connect(path);
      return of(
          message -> {
            var line = line(message);
            stream.send(line, 0, line.length, List.of());
          },
          stream::close);
    }
  }

  private static SyslogSink udp(InetSocketAddress address) throws IOException {
    var socket = new DatagramSocket();
    socket.connect(address);
    return of(message -> socket.send(new DatagramPacket(message, message.length)), socket::close);
  }

  private static SyslogSink tcp(String host, int port) throws IOException {
    var socket = new java.net.Socket(host, port);
    var out = socket.getOutputStream();
    return of(message -> out.write(line(message)), socket::close);
  }

  private static byte[] line(byte[] message) {
    var line = Arrays.copyOf(message, message.length + 1);
    line[message.length] = '\n';
    return line;
  }

  /** Sends one message. */
  @FunctionalInterface
  interface Sending {
    void send(byte[] message) throws IOException;
  }

  /** Ends a way. */
  @FunctionalInterface
  interface Closing {
    void close() throws IOException;
  }

  private static SyslogSink of(Sending sending, Closing closing) {
    return new SyslogSink() {
      @Override
      public void send(byte[] message) throws IOException {
        try {
          sending.send(message);
        } catch (SysException e) {
          throw new IOException(e.getMessage(), e);
        }
      }

      @Override
      public void close() throws IOException {
        closing.close();
      }
    };
  }
}
