package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** A private key to sign with: ECDSA, Ed25519, or RSA of 2048 bits or more. */
public final class SigningKey {
  private final PrivateKey key;

  private SigningKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * Reads a key: a block {@code PRIVATE KEY} (PKCS#8) in PEM format. Cosign's own encryption of
   * keys needs scrypt and XSalsa20, which the JDK does not have: such keys are refused.
   *
   * @param name what a person calls it
   * @throws ImageException if the text is no such key
   */
  public static SigningKey parse(String text, String name) {
    var pem = Pem.parse(text, name);
    if (pem.label().startsWith("ENCRYPTED")) {
      throw Pem.invalid(
          name, "it is encrypted (" + pem.label() + "); decrypt it to a PRIVATE KEY first");
    }
    if (!pem.label().equals("PRIVATE KEY")) {
      throw Pem.invalid(name, "it is a " + pem.label() + ", not a PRIVATE KEY");
    }
    var key =
        KeyType.decode(factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(pem.content())))
            .orElseThrow(() -> Pem.invalid(name, "it is neither ECDSA nor Ed25519 nor RSA"));
    if (KeyType.isWeak(key)) {
      throw Pem.invalid(name, "an RSA key must have 2048 bits");
    }
    return new SigningKey(key);
  }

  /** The signature of this content; ECDSA never gives the same one twice. */
  public byte[] sign(byte[] content) {
    try {
      var computation = KeyType.of(key).computation();
      computation.initSign(key);
      computation.update(content);
      return computation.sign();
    } catch (GeneralSecurityException e) {
      throw new ImageException(ImageException.Kind.FAILED, "cannot sign: " + e.getMessage(), "", e);
    }
  }
}
