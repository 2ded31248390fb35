package dev.jug.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that trusts itself, made by keytool. */
final class Keys {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Keys() {}

  static KeyStore make(Path directory, String name) throws Exception {
    var file = directory.resolve(name + ".p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    var command =
        List.of(
            tool.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            name,
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=IP:127.0.0.1",
            "-keystore",
            file.toString(),
            "-storepass",
            "changeit");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    }
  }

  /** Shows the one key, trusts the other. */
  static SSLContext context(KeyStore own, KeyStore trusted) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates(trusted));
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore certificates(KeyStore store) throws GeneralSecurityException {
    try {
      var only = KeyStore.getInstance("PKCS12");
      only.load(null, null);
      var alias = store.aliases().nextElement();
      only.setCertificateEntry(alias, store.getCertificate(alias));
      return only;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
