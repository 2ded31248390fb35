package dev.jug.image.registry.config;

import dev.jug.image.error.ImageException;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in files in PEM form (RFC 7468). */
public final class PemFiles {
  private PemFiles() {}

  /**
   * All certificates in a file.
   *
   * @throws ImageException if there is none; the message names the file
   */
  public static List<X509Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("it has no certificate");
      }
      return certificates;
    } catch (GeneralSecurityException | IOException e) {
      throw broken(file, e);
    }
  }

  /**
   * A key with its certificate.
   *
   * @param certificate first in its file, followed by those that vouch for it
   * @throws ImageException if they cannot be used; the message names the file
   */
  public static TlsMaterial.Identity identity(Path certificate, Path key) {
    var chain = certificates(certificate);
    try {
      return new TlsMaterial.Identity(PemKey.read(Files.readString(key), chain.getFirst()), chain);
    } catch (GeneralSecurityException | IOException e) {
      throw broken(key, e);
    }
  }

  private static @Nullable String why(Exception e) {
    return e instanceof IOException failure ? FileTrouble.why(failure) : e.getMessage();
  }

  static ImageException broken(Path file, Exception e) {
    return new ImageException(
        ImageException.Kind.INVALID,
        file + " cannot be used: " + why(e),
        "put certificates and keys there in PEM form, or remove the file",
        e);
  }
}
