package dev.jug.image.registry.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
   * @throws dev.jug.image.error.ImageException if a file is broken, or a key is missing; the
   *     message names the file
   */
  public TlsMaterial of(HostPort server) {
    var authorities = new ArrayList<X509Certificate>();
    var identities = new ArrayList<TlsMaterial.Identity>();
    for (var folder : folders) {
      for (var file : files(folder.resolve(server.toString()))) {
        var name = String.valueOf(file.getFileName());
        if (name.endsWith(".crt")) {
          authorities.addAll(PemFiles.certificates(file));
        } else if (name.endsWith(".cert")) {
          var key = name.substring(0, name.length() - ".cert".length()) + ".key";
          identities.add(PemFiles.identity(file, file.resolveSibling(key)));
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
      throw PemFiles.broken(folder, e);
    }
  }
}
