package dev.jug.engine.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where an engine serves Docker's clients, as {@code -H} of dockerd has it. */
public sealed interface HostAddress {
  /** A socket in the file system. */
  record Unix(Path path) implements HostAddress {}

  /** A port. */
  record Tcp(InetSocketAddress address) implements HostAddress {
    /** Whether only this machine reaches it. */
    public boolean isLoopback() {
      return address.getAddress().isLoopbackAddress();
    }
  }

  /** Sockets that systemd hands over, all of them (sd_listen_fds(3)). */
  record Inherited() implements HostAddress {}

  /** Docker's ports, without TLS and with it. */
  int PLAIN_PORT = 2375;

  int TLS_PORT = 2376;

  /**
   * Reads {@code unix://PATH}, {@code tcp://ADDRESS[:PORT]}, {@code fd://}. Addresses are numbers,
   * or {@code localhost}: what a name means may change, and this decides who gets in.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static HostAddress parse(String text, boolean tls) {
    int colon = text.indexOf("://");
    var scheme = colon < 0 ? "" : text.substring(0, colon);
    var rest = colon < 0 ? text : text.substring(colon + 3);
    return switch (scheme) {
      case "unix" -> new Unix(PlaceSettings.absolute(rest));
      case "fd" -> inherited(rest);
      case "tcp" -> new Tcp(address(text, rest, tls ? TLS_PORT : PLAIN_PORT));
      default ->
          throw new IllegalArgumentException("it begins with none of unix://, tcp:// and fd://");
    };
  }

  private static Inherited inherited(String rest) {
    if (!rest.isEmpty() && !rest.equals("*")) {
      throw new IllegalArgumentException("only fd:// for all sockets of systemd is known");
    }
    return new Inherited();
  }

  private static InetSocketAddress address(String text, String rest, int otherwise) {
    try {
      var uri = new URI("tcp", rest.startsWith(":") ? "0.0.0.0" + rest : rest, null, null, null);
      var host = uri.getHost();
      if (host == null || uri.getUserInfo() != null || !"".equals(uri.getPath())) {
        throw new IllegalArgumentException("it is no address with a port");
      }
      var literal = host.equals("localhost") ? "127.0.0.1" : host;
      int port = uri.getPort() < 0 ? otherwise : uri.getPort();
      return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(text + " is no address: " + e.getReason(), e);
    }
  }
}
