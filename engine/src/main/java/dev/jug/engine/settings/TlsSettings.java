package dev.jug.engine.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How TCP doors are protected.
 *
 * @param enabled whether they are ({@code tls})
 * @param verified whether clients must show a certificate ({@code tlsverify}), which protects too
 * @param authority whose certificates of clients are believed ({@code tlscacert})
 * @param certificate the engine's own ({@code tlscert})
 * @param key belongs to it ({@code tlskey})
 */
public record TlsSettings(
    boolean enabled, boolean verified, Path authority, Path certificate, Path key) {
  private static final Path FOLDER = Path.of("/etc/jug/tls");

  static TlsSettings read(Section section) {
    boolean verified = section.flag("tlsverify", false);
    return new TlsSettings(
        section.flag("tls", verified) || verified,
        verified,
        file(section, "tlscacert").orElse(FOLDER.resolve("ca.pem")),
        file(section, "tlscert").orElse(FOLDER.resolve("cert.pem")),
        file(section, "tlskey").orElse(FOLDER.resolve("key.pem")));
  }

  private static Optional<Path> file(Section section, String name) {
    return section.parsed(name, "an absolute path", PlaceSettings::absolute);
  }
}
