package dev.jug.image.registry;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why TLS with a server does not work, in words that Docker's clients know.
 *
 * @param why what is wrong
 * @param advice what to do
 */
record TlsTrouble(String why, String advice) {
  private static final String SETTINGS =
      "registries.json in /etc/jug or ~/.config/jug, if you trust the network";

  /**
   * What it is that a connection failed of; empty if it is not TLS.
   *
   * @param server as references name it
   */
  static Optional<TlsTrouble> of(Throwable failure, String server) {
    if (!(failure instanceof SSLException)) {
      return Optional.empty();
    }
    var said = String.valueOf(failure.getMessage());
    if (isPlain(failure)) {
      return trouble(
          "http: server gave HTTP response to HTTPS client",
          "it does not encrypt: list it as \"insecure\" in " + SETTINGS);
    }
    if (said.contains("alert: bad_certificate") || said.contains("alert: certificate_required")) {
      return trouble(
          "TLS: it asks for a certificate of yours",
          "put certificate and key in PEM form into %s/client.cert and client.key"
              .formatted(folder(server)));
    }
    return trouble("TLS: " + why(failure, said), advice(failure, server));
  }

  private static Optional<TlsTrouble> trouble(String why, String advice) {
    return Optional.of(new TlsTrouble(why, advice));
  }

  /** Whether the server does not speak TLS, which it will not learn in seconds. */
  static boolean isPlain(Throwable failure) {
    return failure instanceof SSLException
        && String.valueOf(failure.getMessage()).contains("plaintext connection");
  }

  private static String why(Throwable failure, String said) {
    if (has(failure, CertificateExpiredException.class)) {
      return "x509: certificate has expired or is not yet valid";
    }
    return has(failure, CertPathBuilderException.class)
        ? "x509: certificate signed by unknown authority"
        : said;
  }

  private static String advice(Throwable failure, String server) {
    var untrusted = "or list it as \"insecure\" in " + SETTINGS;
    return has(failure, CertPathBuilderException.class)
        ? "put the certificate of its authority into %s/ca.crt, %s"
            .formatted(folder(server), untrusted)
        : "have its certificate corrected, " + untrusted;
  }

  private static String folder(String server) {
    return "/etc/jug/certs.d/" + server;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    @Nullable Throwable cause = failure;
    while (cause != null && !kind.isInstance(cause)) {
      cause = cause.getCause();
    }
    return cause != null;
  }
}
