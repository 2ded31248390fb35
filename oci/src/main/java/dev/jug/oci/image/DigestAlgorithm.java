package dev.jug.oci.image;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The hash functions that digests are made with (descriptor.md, "Registered Algorithms"). */
public enum DigestAlgorithm {
  SHA256("sha256", "SHA-256", 64),
  SHA512("sha512", "SHA-512", 128);

  private final String word;
  private final String javaName;
  private final int hexLength;

  DigestAlgorithm(String word, String javaName, int hexLength) {
    this.word = word;
    this.javaName = javaName;
    this.hexLength = hexLength;
  }

  static Optional<DigestAlgorithm> of(String word) {
    return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
  }

  /** As digests begin, such as {@code sha256}. */
  public String word() {
    return word;
  }

  /** As the JDK calls it, such as {@code SHA-256}. */
  public String javaName() {
    return javaName;
  }

  /** How many hexadecimal digits a digest has. */
  public int hexLength() {
    return hexLength;
  }

  /** Begins a computation with the JDK's own means. */
  public MessageDigest start() {
    try {
      return MessageDigest.getInstance(javaName);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + javaName, e);
    }
  }
}
