package dev.jug.image.sign;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.util.Base64;

/**
 * One block of the textual encoding of keys (RFC 7468).
 *
 * @param label what it holds, such as {@code PUBLIC KEY}
 * @param base64 the content, without white space
 */
record Pem(String label, String base64) {
  private static final int LARGEST = 1 << 16;
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /**
   * Reads the only block of a text.
   *
   * @param name of the key, for messages
   * @throws ImageException if there is none
   */
  static Pem parse(String text, String name) {
    int begin = text.indexOf(BEGIN);
    int label = begin + BEGIN.length();
    int content = begin < 0 ? -1 : text.indexOf(DASHES, label);
    if (content < 0 || text.length() > LARGEST) {
      throw invalid(name, "it is not in PEM format");
    }
    var word = text.substring(label, content);
    int end = text.indexOf("-----END " + word + DASHES, content);
    if (end < 0) {
      throw invalid(name, "its end is missing");
    }
    if (text.indexOf(BEGIN, end) >= 0) {
      throw invalid(name, "there is more than one key in it");
    }
    var base64 = text.substring(content + DASHES.length(), end).replaceAll("\\s", "");
    var pem = new Pem(word, base64);
    try {
      pem.content();
      return pem;
    } catch (IllegalArgumentException _) {
      throw invalid(name, "its Base64 is broken");
    }
  }

  /** DER, or what the label says. */
  byte[] content() {
    return Base64.getDecoder().decode(base64);
  }

  static ImageException invalid(String name, String why) {
    return new ImageException(
        Kind.INVALID,
        "key " + name + " cannot be used: " + why,
        "Use a key in PEM format: PUBLIC KEY to verify, PRIVATE KEY (PKCS#8) to sign.");
  }
}
