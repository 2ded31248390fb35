package dev.jug.image.sign;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** New keys in PEM format. */
final class TestKeys {
  private TestKeys() {}

  static KeyPair make(String algorithm, int bits) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance(algorithm);
    if (bits > 0) {
      generator.initialize(bits);
    }
    return generator.generateKeyPair();
  }

  static KeyPair ecdsa() throws GeneralSecurityException {
    return make("EC", 256);
  }

  static String pem(String label, Key key) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(key.getEncoded()), label);
  }

  static VerifyingKey verifying(KeyPair pair) {
    return VerifyingKey.parse(pem("PUBLIC KEY", pair.getPublic()), "test");
  }

  static SigningKey signing(KeyPair pair) {
    return SigningKey.parse(pem("PRIVATE KEY", pair.getPrivate()), "test");
  }
}
