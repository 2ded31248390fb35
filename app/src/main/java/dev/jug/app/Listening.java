package dev.jug.app;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.settings.DoorSettings;
import dev.jug.engine.settings.HostAddress;
import dev.jug.engine.settings.TlsSettings;
import dev.jug.http.Server;
import dev.jug.http.endpoint.Endpoint;
import dev.jug.http.endpoint.Tls;
import dev.jug.image.error.ImageException;
import dev.jug.image.registry.config.PemFiles;
import dev.jug.image.registry.config.TlsMaterial;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the places where a server listens. */
record Listening(Server server, DoorSettings settings) {
  private static final System.Logger LOG = System.getLogger(Listening.class.getName());

  /**
   * Listens at all of them.
   *
   * @return the places as clients write them, with the real ports
   * @throws IOException if one is taken, or cannot be
   */
  List<String> at(List<HostAddress> hosts) throws IOException {
    var places = new ArrayList<String>();
    for (var host : hosts) {
      places.add(at(host));
    }
    return List.copyOf(places);
  }

  private String at(HostAddress host) throws IOException {
    return switch (host) {
      case HostAddress.Unix(var path) -> {
        server.listen(new Endpoint.Unix(path, settings.group()));
        yield "unix://" + path;
      }
      case HostAddress.Tcp tcp -> shown(server.listen(new Endpoint.Tcp(tcp.address(), tls(tcp))));
      case HostAddress.Inherited _ -> shown(server.listen(inherited()));
    };
  }

  private Optional<Tls> tls(HostAddress.Tcp tcp) {
    if (settings.tls().enabled()) {
      return Optional.of(tls(settings.tls()));
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "whoever reaches tcp:/{0} is root on this machine: it is without TLS",
        tcp.address());
    return Optional.empty();
  }

  private static Tls tls(TlsSettings tls) {
    try {
      var identity = PemFiles.identity(tls.certificate(), tls.key());
      var authorities = tls.verified() ? PemFiles.certificates(tls.authority()) : identity.chain();
      var material = new TlsMaterial(authorities, List.of(identity));
      return new Tls(material.serverContext(), tls.verified());
    } catch (ImageException e) {
      throw new Invalid(
          e.getMessage(),
          "tlscert, tlskey and tlscacert name files in PEM form: jug engine tls init makes them.");
    }
  }

  /** The start script makes systemd's socket the standard input: that one a JVM can take over. */
  private static ServerSocketChannel inherited() throws IOException {
    if (System.inheritedChannel() instanceof ServerSocketChannel channel) {
      return channel;
    }
    throw new IOException(
        "fd:// needs a socket from systemd (LISTEN_FDS), and there is none; start the engine with"
            + " its socket unit");
  }

  private static String shown(SocketAddress address) {
    return switch (address) {
      case UnixDomainSocketAddress unix -> "unix://" + unix.getPath();
      case InetSocketAddress tcp ->
          "tcp://" + tcp.getAddress().getHostAddress() + ":" + tcp.getPort();
      default -> address.toString();
    };
  }
}
