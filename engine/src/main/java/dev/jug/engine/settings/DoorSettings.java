package dev.jug.engine.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where Docker's clients are served.
 *
 * @param hosts the places ({@code hosts}); none for the socket beside the engine's own
 * @param tls how ports are protected
 * @param group whose members may use the sockets ({@code group}); the engine's if it is not said
 * @param plain whether ports that others reach may be without TLS ({@code force-plain-tcp})
 * @param metrics where Prometheus finds the engine's figures ({@code metrics-addr})
 * @param audit where it is written down who asked for what ({@code audit-log})
 * @param cri where kubelets are served; nowhere if it is not said
 * @param scoped sockets for people who may not do everything ({@code scoped-sockets})
 */
public record DoorSettings(
    List<HostAddress> hosts,
    TlsSettings tls,
    Optional<String> group,
    boolean plain,
    Optional<InetSocketAddress> metrics,
    Optional<Path> audit,
    Optional<CriSettings> cri,
    List<ScopedSocket> scoped) {
  static DoorSettings read(Section section) {
    var tls = TlsSettings.read(section);
    boolean plain = section.flag("force-plain-tcp", false);
    var hosts =
        section.allParsed(
            "hosts",
            "unix://PATH, tcp://ADDRESS:PORT or fd://",
            text -> HostAddress.parse(text, tls.enabled()));
    for (var host : hosts) {
      if (host instanceof HostAddress.Tcp tcp && !tls.enabled() && !plain && !tcp.isLoopback()) {
        throw section.wrong(
            "hosts",
            "whoever reaches tcp:/"
                + tcp.address()
                + " would be root on this machine: set tlsverify with tlscacert, tlscert and"
                + " tlskey, or listen at 127.0.0.1; force-plain-tcp if the network itself keeps"
                + " others out");
      }
    }
    return new DoorSettings(
        hosts,
        tls,
        section.text("group"),
        plain,
        section.parsed("metrics-addr", "ADDRESS:PORT", DoorSettings::address),
        section.parsed("audit-log", "an absolute path", PlaceSettings::absolute),
        CriSettings.read(section, plain),
        ScopedSocket.read(section));
  }

  private static InetSocketAddress address(String text) {
    return ((HostAddress.Tcp) HostAddress.parse("tcp://" + text, false)).address();
  }
}
