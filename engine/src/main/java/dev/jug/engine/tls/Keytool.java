package dev.jug.engine.tls;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.linux.proc.Filter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JDK's keytool, which makes certificates; the JDK has no interface for that.
 *
 * @param store where it keeps keys and certificates (PKCS #12)
 * @param password of the store
 */
record Keytool(Path store, String password) {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int MOST_OUTPUT = 1 << 16;
  private static final String VARIABLE = "JUG_STORE_PASSWORD";

  private static Path program() {
    var program = Path.of(System.getProperty("java.home", ""), "bin", "keytool");
    if (!Files.isExecutable(program)) {
      throw new Unavailable(
          "there is no keytool in this JDK: " + program,
          "Make certificates with openssl, and name them with tlscacert, tlscert and tlskey.");
    }
    return program;
  }

  /**
   * Makes a key, and a certificate for it.
   *
   * @param alias how the store calls them
   * @param name common name of the subject
   * @param signer alias of who signs; empty for the key itself
   * @param days how long it is valid
   * @param extensions such as {@code eku=clientAuth}
   */
  void make(String alias, String name, String signer, int days, List<String> extensions) {
    var words = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + name));
    words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    words.addAll(List.of("-validity", Integer.toString(days)));
    words.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    words.addAll(List.of("-storepass:env", VARIABLE));
    extensions.forEach(extension -> words.addAll(List.of("-ext", extension)));
    if (!signer.isEmpty()) {
      words.addAll(List.of("-signer", signer));
    }
    var result =
        new Filter(program(), words, Map.of(VARIABLE, password, "LC_ALL", "C"))
            .runTelling(new byte[0], MOST_OUTPUT, LONGEST);
    if (result.status() != 0) {
      throw new Failed(
          "cannot make a certificate for " + name + ": " + result.output().strip(), "", null);
    }
  }
}
