package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;

/**
 * A public key that signatures are verified with: ECDSA, Ed25519, or RSA of 2048 bits or more.
 *
 * @param name what a person calls it, for messages
 * @param key the key itself
 */
public record VerifyingKey(String name, PublicKey key) {
  /**
   * Reads a key file.
   *
   * @throws ImageException if there is none, or it holds no such key
   */
  public static VerifyingKey read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new ImageException(
          Kind.NOT_FOUND, "key " + file + " cannot be read: " + FileTrouble.why(e), "", e);
    }
  }

  /**
   * Reads a key: a block {@code PUBLIC KEY} in PEM format.
   *
   * @param name what a person calls it
   * @throws ImageException if the text is no such key
   */
  public static VerifyingKey parse(String text, String name) {
    var pem = Pem.parse(text, name);
    if (!pem.label().equals("PUBLIC KEY")) {
      throw Pem.invalid(name, "it is a " + pem.label() + ", not a PUBLIC KEY");
    }
    var key =
        KeyType.decode(factory -> factory.generatePublic(new X509EncodedKeySpec(pem.content())))
            .orElseThrow(() -> Pem.invalid(name, "it is neither ECDSA nor Ed25519 nor RSA"));
    if (KeyType.isWeak(key)) {
      throw Pem.invalid(name, "an RSA key must have 2048 bits");
    }
    return new VerifyingKey(name, key);
  }

  /** Whether the owner of this key signed this content; a signature without form is none. */
  public boolean verifies(byte[] content, byte[] signature) {
    try {
      var computation = KeyType.of(key).computation();
      computation.initVerify(key);
      computation.update(content);
      return computation.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
