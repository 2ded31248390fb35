package dev.jug.image.registry;

import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Words for a server that cannot be spoken to. */
final class Unreachable {
  private Unreachable() {}

  static ImageException during(String action, String server, IOException e) {
    return new ImageException(
        ImageException.Kind.UNAVAILABLE,
        "%s failed: registry %s: %s".formatted(action, server, why(e, server)),
        advice(e, server),
        e);
  }

  private static String why(IOException e, String server) {
    if (has(e, UnresolvedAddressException.class)) {
      return "no such host";
    }
    return TlsTrouble.of(e, server).map(TlsTrouble::why).orElseGet(() -> why(e));
  }

  private static String why(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> "it does not take the connection in time";
      case ConnectException _ -> "connection refused";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String advice(IOException e, String server) {
    var otherwise =
        e instanceof ConnectException
            ? "check the name, the network and the proxy"
            : "try again later";
    return TlsTrouble.of(e, server).map(TlsTrouble::advice).orElse(otherwise);
  }

  private static boolean has(Throwable e, Class<? extends Throwable> kind) {
    @Nullable Throwable cause = e;
    while (cause != null && !kind.isInstance(cause)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
