package dev.jug.oci.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of content by its hash (descriptor.md, "Digests").
 *
 * @param algorithm the hash function
 * @param hex the hash in lower-case hexadecimal digits
 */
public record Digest(DigestAlgorithm algorithm, String hex) {
  // Else an object would be taken for its components.
  @JsonCreator(mode = JsonCreator.Mode.DISABLED)
  public Digest {
    if (hex.length() != algorithm.hexLength() || !hex.chars().allMatch(Digest::isHex)) {
      throw new InvalidImageException(
          "invalid digest \"%s:%s\": expected %d lower-case hexadecimal digits"
              .formatted(algorithm.word(), shown(hex), algorithm.hexLength()));
    }
  }

  /**
   * Reads one.
   *
   * @throws InvalidImageException if the text is no digest, or of an algorithm nobody registered
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    var algorithm =
        DigestAlgorithm.of(colon < 0 ? "" : text.substring(0, colon))
            .orElseThrow(() ->
                new InvalidImageException(
                    "invalid digest \"" + shown(text) + "\": expected sha256: or sha512:"));
    return new Digest(algorithm, text.substring(colon + 1));
  }

  /** The digest that a text is; empty if it is none. */
  public static Optional<Digest> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidImageException _) {
      return Optional.empty();
    }
  }

  /** The digest that {@link #fileName()} is of; empty if it is none's. */
  public static Optional<Digest> ofFileName(String name) {
    return tryParse(name.replaceFirst("-", ":"));
  }

  /** A name for a file: without the colon, which lists of paths have between them. */
  public String fileName() {
    return algorithm.word() + "-" + hex;
  }

  /** The SHA-256 digest of some bytes. */
  public static Digest of(byte[] content) {
    return finish(DigestAlgorithm.SHA256, DigestAlgorithm.SHA256.start(), content);
  }

  /** The digest of what the computation was fed; it starts anew. */
  public static Digest finish(DigestAlgorithm algorithm, MessageDigest computation) {
    return new Digest(algorithm, HexFormat.of().formatHex(computation.digest()));
  }

  private static Digest finish(
      DigestAlgorithm algorithm, MessageDigest computation, byte[] content) {
    computation.update(content);
    return finish(algorithm, computation);
  }

  /** Whether this is the digest of these bytes. */
  public boolean matches(byte[] content) {
    return finish(algorithm, algorithm.start(), content).equals(this);
  }

  /** The first twelve digits, for people. */
  public String shortened() {
    return hex.substring(0, 12);
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static String shown(String text) {
    return text.length() > 150 ? text.substring(0, 150) + "…" : text;
  }

  /** {@code algorithm:hex}. */
  @JsonValue
  @Override
  public String toString() {
    return algorithm.word() + ":" + hex;
  }
}
