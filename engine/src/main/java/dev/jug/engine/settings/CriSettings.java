package dev.jug.engine.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where kubelets are served.
 *
 * @param socket takes their calls ({@code cri})
 * @param streams where they lead their clients to for exec, attach and port-forward ({@code
 *     cri-stream-address}); port 0 for any that is free
 */
public record CriSettings(Path socket, InetSocketAddress streams) {
  private static final String STREAMS = "cri-stream-address";
  private static final String LOOPBACK = "127.0.0.1:0";
  private static final Pattern WITH_PORT = Pattern.compile(".*:\\d+");

  /** Empty if none are. */
  static Optional<CriSettings> read(Section section, boolean plain) {
    var socket = section.parsed("cri", "unix://PATH", CriSettings::socket);
    var streams = section.parsed(STREAMS, "ADDRESS:PORT", CriSettings::address);
    if (streams.isPresent() && socket.isEmpty()) {
      throw section.wrong(STREAMS, "nobody would be led there: say cri too");
    }
    if (streams.isPresent() && !plain && !isLoopback(streams.get())) {
      throw section.wrong(
          STREAMS,
          "what goes through it is not encrypted: listen at 127.0.0.1, as the kubelet is on this"
              + " machine; force-plain-tcp if the network itself keeps others out");
    }
    return socket.map(path -> new CriSettings(path, streams.orElseGet(() -> address(LOOPBACK))));
  }

  private static boolean isLoopback(InetSocketAddress address) {
    return new HostAddress.Tcp(address).isLoopback();
  }

  /** Kubelets know nothing else on Linux. */
  private static Path socket(String text) {
    if (HostAddress.parse(text, false) instanceof HostAddress.Unix(var path)) {
      return path;
    }
    throw new IllegalArgumentException("kubelets come over Unix sockets only");
  }

  private static InetSocketAddress address(String text) {
    if (!WITH_PORT.matcher(text).matches()) {
      throw new IllegalArgumentException("there is no port; 0 is any that is free");
    }
    return ((HostAddress.Tcp) HostAddress.parse("tcp://" + text, false)).address();
  }
}
