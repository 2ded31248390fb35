package dev.jug.engine.syslog;

import dev.jug.engine.error.EngineException.Invalid;
import java.net.URI;
import java.nio.file.Path;

/** Where a syslog daemon listens ({@code syslog-address}). */
public sealed interface SyslogAddress {
  /** A socket of this machine, for datagrams or for a stream. */
  record Local(Path path) implements SyslogAddress {}

  /** A datagram for each message (RFC 5426). */
  record Udp(String host, int port) implements SyslogAddress {}

  /** A line for each message (RFC 6587, 3.4.2). */
  record Tcp(String host, int port) implements SyslogAddress {}

  /** The port that IANA has for it. */
  int PORT = 514;

  /** This machine's own. */
  SyslogAddress OWN = local("/dev/log");

  private static SyslogAddress local(String path) {
    return new Local(Path.of(path));
  }

  /**
   * Reads {@code unix://PATH}, {@code udp://HOST[:PORT]}, {@code tcp://HOST[:PORT]}.
   *
   * @throws Invalid if it is none of these
   */
  static SyslogAddress parse(String text) {
    if (text.isEmpty()) {
      return OWN;
    }
    int colon = text.indexOf("://");
    var rest = text.substring(colon < 0 ? 0 : colon + 3);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "unix", "unixgram" -> at(text, rest);
      case "udp" -> new Udp(uri(text).getHost(), port(text));
      case "tcp" -> new Tcp(uri(text).getHost(), port(text));
      case "tcp+tls" ->
          throw new Invalid(
              "syslog-address: tcp+tls is not there",
              "A syslog daemon of this machine (unix:///dev/log) sends on with TLS.");
      default ->
          throw new Invalid(
              "syslog-address should be in form proto://address, got " + text,
              "unix:///dev/log, udp://HOST:514 or tcp://HOST:514.");
    };
  }

  private static SyslogAddress at(String text, String path) {
    if (!path.startsWith("/")) {
      throw new Invalid("syslog-address: expected an absolute path, not " + text, "");
    }
    return local(path);
  }

  private static URI uri(String text) {
    try {
      var uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new Invalid("syslog-address: there is no host in " + text, "udp://HOST:514.");
  }

  private static int port(String text) {
    int port = uri(text).getPort();
    return port < 0 ? PORT : port;
  }
}
