package dev.jug.image.registry.config;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A private key in PEM form (RFC 7468): PKCS#8, or what openssl wrote before it, PKCS#1 for RSA and
 * SEC 1 for elliptic curves. The last two lack what kind of key it is; the certificate tells.
 */
final class PemKey {
  private static final Pattern FORM =
      Pattern.compile(
          "-----BEGIN (RSA |EC |)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 4;
  private static final int LONG_LENGTH = 0x80;

  private PemKey() {}

  /** The key of a certificate. */
  static PrivateKey read(String pem, X509Certificate certificate) throws GeneralSecurityException {
    var match = FORM.matcher(pem);
    if (!match.find()) {
      throw new GeneralSecurityException(
          pem.contains("ENCRYPTED")
              ? "the key is encrypted, and nobody is there to type a password"
              : "it has no private key in PEM form");
    }
    var key = Base64.getMimeDecoder().decode(match.group(2));
    var subject = certificate.getPublicKey();
    var pkcs8 =
        match.group(1).isEmpty()
            ? key
            : element(SEQUENCE, VERSION_0, algorithm(subject.getEncoded()), element(OCTETS, key));
    return KeyFactory.getInstance(subject.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** The first element in a SubjectPublicKeyInfo (RFC 5280): the AlgorithmIdentifier. */
  private static byte[] algorithm(byte[] publicKey) {
    int start = contentStart(publicKey, 0);
    int content = contentStart(publicKey, start);
    return Arrays.copyOfRange(publicKey, start, content + length(publicKey, start));
  }

  private static int contentStart(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    return element + 2 + (first < LONG_LENGTH ? 0 : first - LONG_LENGTH);
  }

  private static int length(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    if (first < LONG_LENGTH) {
      return first;
    }
    int length = 0;
    for (int i = element + 2; i < contentStart(der, element); i++) {
      length = (length << Byte.SIZE) | (der[i] & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (var part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    var out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < LONG_LENGTH) {
      out.write(length);
    } else {
      out.write(LONG_LENGTH + 2);
      out.write(length >> Byte.SIZE);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
