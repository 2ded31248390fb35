package dev.jug.engine.tls;

import dev.jug.engine.container.Disk;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * All that mutual TLS needs, in one directory, with the names that Docker's programs look for:
 *
 * <pre>{@code
 * ca.pem                 whose certificates are believed, on both sides
 * cert.pem, key.pem      the engine's
 * client/ca.pem, cert.pem, key.pem
 *                        a client's: DOCKER_CERT_PATH names the directory
 * authority.p12, authority.password
 *                        the key that signs, for more clients later
 * }</pre>
 *
 * @param directory where
 */
public record TlsFiles(Path directory) {
  /** Whoever checks a certificate refuses one that is valid for longer (825 days). */
  public static final int MOST_DAYS = 825;

  private static final int AUTHORITY_DAYS = 3650;
  private static final String AUTHORITY = "authority";
  private static final String ENGINE = "engine";
  private static final String KEY_MODE = "rw-------";
  private static final String READABLE = "rw-r--r--";

  private Path store() {
    return directory.resolve("authority.p12");
  }

  private Path password() {
    return directory.resolve("authority.password");
  }

  /**
   * Makes an authority, the engine's certificate and a client's.
   *
   * @param hosts names and addresses that clients reach the engine by
   * @param days how long the two are valid, 1 to {@link #MOST_DAYS}
   * @throws Conflict if there is anything in the directory already
   */
  public void init(List<String> hosts, int days) {
    var parent = Objects.requireNonNull(directory.toAbsolutePath().getParent(), "a parent");
    var fresh = new TlsFiles(parent.resolve("." + UUID.randomUUID()));
    try {
      refuseUsed();
      fresh.make(hosts, days);
      Files.move(fresh.directory, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw fresh.undone(Disk.failed("write keys", e));
    } catch (EngineException e) {
      throw fresh.undone(e);
    }
  }

  private void refuseUsed() throws IOException {
    if (Files.isDirectory(directory)) {
      try (var there = Files.list(directory)) {
        if (there.findAny().isPresent()) {
          throw new Conflict(
              "there are keys in " + directory + " already",
              "Clients that have a certificate would be refused with others: jug engine tls client"
                  + " makes one more, another --dir makes new ones.");
        }
      }
    }
  }

  private void make(List<String> hosts, int days) throws IOException {
    Disk.ensurePrivate(directory);
    write(password(), UUID.randomUUID().toString(), KEY_MODE);
    tool().make(AUTHORITY, "Jug", "", AUTHORITY_DAYS, List.of("bc:c=ca:true", "ku:c=keyCertSign"));
    tool().make(ENGINE, hosts.getFirst(), AUTHORITY, days, List.of(names(hosts), "eku=serverAuth"));
    write(ENGINE, directory);
    client("client", days);
  }

  /** Nothing half made is left. */
  private EngineException undone(EngineException why) {
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    return why;
  }

  /**
   * Makes a certificate for one more client, in a directory of its name.
   *
   * @param name its common name: the audit log shows it
   * @param days how long it is valid, 1 to {@link #MOST_DAYS}
   * @return the directory
   * @throws Conflict if there is such a directory
   */
  public Path client(String name, int days) {
    var place = directory.resolve(name);
    if (Files.exists(place)) {
      throw new Conflict("there is " + place + " already", "Another name makes another client.");
    }
    var client = new TlsFiles(place);
    try {
      Disk.ensurePrivate(place);
      var alias = UUID.randomUUID().toString();
      tool().make(alias, name, AUTHORITY, days, List.of("eku=clientAuth"));
      write(alias, place);
      return place;
    } catch (IOException e) {
      throw client.undone(Disk.failed("write keys", e));
    } catch (EngineException e) {
      throw client.undone(e);
    }
  }

  private Keytool tool() throws IOException {
    return new Keytool(store(), Files.readString(password()));
  }

  private static String names(List<String> hosts) {
    var names = new ArrayList<String>();
    for (var host : hosts) {
      boolean isAddress = host.contains(":") || host.matches("[0-9.]+");
      names.add((isAddress ? "ip:" : "dns:") + host);
    }
    return "san=" + String.join(",", names);
  }

  private void write(String alias, Path place) throws IOException {
    try (var in = Files.newInputStream(store())) {
      var keys = keys(in);
      var secret = Files.readString(password()).toCharArray();
      var key = Objects.requireNonNull(keys.getKey(alias, secret), alias);
      var chain = keys.getCertificateChain(alias);
      write(place.resolve("ca.pem"), pem(chain[chain.length - 1]), READABLE);
      write(place.resolve("cert.pem"), pem(chain[0]), READABLE);
      write(place.resolve("key.pem"), pem(key), KEY_MODE);
    } catch (GeneralSecurityException e) {
      throw new Failed("cannot read " + store() + ": " + e.getMessage(), "", e);
    }
  }

  private KeyStore keys(InputStream in) throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(in, Files.readString(password()).toCharArray());
    return keys;
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String pem(Key key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** Textual encodings (RFC 7468). */
  private static String pem(String label, byte[] content) {
    var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, encoder.encodeToString(content));
  }

  private static void write(Path file, String text, String mode) throws IOException {
    var permissions = PosixFilePermissions.fromString(mode);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions));
    Files.setPosixFilePermissions(file, permissions);
    Files.writeString(file, text);
  }
}
