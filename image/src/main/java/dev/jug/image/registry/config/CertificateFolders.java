package dev.jug.image.registry.config;

import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Folders like Docker's {@code /etc/docker/certs.d}: for a server {@code HOST[:PORT]} a folder of
 * that name with authorities in {@code *.crt}, and in {@code NAME.cert} and {@code NAME.key} what
 * we prove ourselves with.
 *
 * @param folders all of them count
 */
public record CertificateFolders(List<Path> folders) {
  public CertificateFolders {
    folders = List.copyOf(folders);
  }

  /**
   * What there is for a server.
   *
   * @throws ImageException if a file is broken, or a key is missing; the message names the file
   */
  public TlsMaterial of(HostPort server) {
    var authorities = new ArrayList<X509Certificate>();
    var identities = new ArrayList<TlsMaterial.Identity>();
    for (var folder : folders) {
      for (var file : files(folder.resolve(server.toString()))) {
        var name = String.valueOf(file.getFileName());
        if (name.endsWith(".crt")) {
          authorities.addAll(certificates(file));
        } else if (name.endsWith(".cert")) {
          identities.add(identity(file, name.substring(0, name.length() - ".cert".length())));
        }
      }
    }
    return new TlsMaterial(authorities, identities);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw broken(folder, e);
    }
  }

  private static List<X509Certificate> certificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (GeneralSecurityException | IOException e) {
      throw broken(file, e);
    }
  }

  private static TlsMaterial.Identity identity(Path file, String name) {
    var chain = certificates(file);
    var keyFile = file.resolveSibling(name + ".key");
    try {
      if (chain.isEmpty()) {
        throw new GeneralSecurityException("it has no certificate");
      }
      var key = PemKey.read(Files.readString(keyFile), chain.getFirst());
      return new TlsMaterial.Identity(key, chain);
    } catch (GeneralSecurityException | IOException e) {
      throw broken(keyFile, e);
    }
  }

  private static ImageException broken(Path file, Exception e) {
    return new ImageException(
        ImageException.Kind.INVALID,
        file + " cannot be used: " + e.getMessage(),
        "put certificates and keys there in PEM form, or remove the file",
        e);
  }
}
