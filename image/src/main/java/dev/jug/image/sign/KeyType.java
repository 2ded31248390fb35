package dev.jug.image.sign;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of keys, with the signatures that cosign makes with them. */
enum KeyType {
  ECDSA("EC", "SHA256withECDSA"),
  ED25519("Ed25519", "Ed25519"),
  RSA("RSA", "SHA256withRSA");

  private static final int SHORTEST_RSA = 2048;

  private final String family;
  private final String signature;

  KeyType(String family, String signature) {
    this.family = family;
    this.signature = signature;
  }

  /** Makes a key of an encoding, which says itself what kind it is. */
  interface Decoding<K extends Key> {
    K of(KeyFactory factory) throws GeneralSecurityException;
  }

  /** The key as the first kind that it is; empty if it is none. */
  static <K extends Key> Optional<K> decode(Decoding<K> decoding) {
    for (var type : values()) {
      try {
        return Optional.of(decoding.of(KeyFactory.getInstance(type.family)));
      } catch (GeneralSecurityException _) {
        // It may be of the next kind.
      }
    }
    return Optional.empty();
  }

  static KeyType of(Key key) {
    return Arrays.stream(values())
        .filter(type -> type.family.equals(key.getAlgorithm()) || type.isEdwards(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(key.getAlgorithm()));
  }

  private boolean isEdwards(Key key) {
    return this == ED25519 && key.getAlgorithm().equals("EdDSA");
  }

  /** Whether others could find the private key. */
  static boolean isWeak(Key key) {
    return key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA;
  }

  Signature computation() throws GeneralSecurityException {
    return Signature.getInstance(signature);
  }
}
