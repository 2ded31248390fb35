package dev.jug.image.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
  private static final Digest MANIFEST = Digest.of(new byte[0]);
  private static final Reference IMAGE = Reference.parse("quay.io/acme/app:v1");

  /** Made by OpenSSL, as are the key and the signature below. */
  private static final String PAYLOAD =
      "{\"critical\":{\"identity\":{\"docker-reference\":\"quay.io/acme/app\"},"
          + "\"image\":{\"docker-manifest-digest\":\"sha256:"
          + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"},"
          + "\"type\":\"cosign container image signature\"},\"optional\":null}";

  private static final String KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWRkHFi5LN4Mr7OoRArm+FVXlw4Bo
      Dqzla/vC3UpKRVbEjBVAcrj3ffdW1mngi0sfPypqI1E5D98IpylgYQYZdg==
      -----END PUBLIC KEY-----
      """;
  private static final String SIGNATURE =
      "MEYCIQDM9AWTs1iNL1PTubrQs2QMxaAhvaJ/53gPriWrIi0yUQIhANgHclOtEKmuTjrEJM7HnHorPflFWz3DPGfVz/bd31+I";

  @Test
  void anothersSignatureIsVerified() {
    var payload = PAYLOAD.getBytes(StandardCharsets.UTF_8);
    var signature = Base64.getDecoder().decode(SIGNATURE);
    var key = VerifyingKey.parse(KEY, "acme.pub");

    assertThat(key.verifies(payload, signature)).isTrue();
    payload[20] ^= 1;
    assertThat(key.verifies(payload, signature)).isFalse();
    assertThat(key.verifies(payload, new byte[0])).isFalse();
    assertThat(key.verifies(payload, new byte[64])).isFalse();
  }

  @Test
  void thePayloadIsWrittenAsCosignDoes() {
    var payload = new Payload("quay.io/acme/app", MANIFEST);

    assertThat(payload.write()).asString(StandardCharsets.UTF_8).isEqualTo(PAYLOAD);
    assertThat(Payload.parse(payload.write())).isEqualTo(payload);
  }

  @ParameterizedTest
  @CsvSource({"EC, 256", "EC, 384", "Ed25519, 0", "RSA, 2048"})
  void whatOneSignsTheOtherVerifies(String algorithm, int bits) throws GeneralSecurityException {
    var pair = TestKeys.make(algorithm, bits);
    var signature = Signature.make(IMAGE, MANIFEST, TestKeys.signing(pair));

    assertThat(Payload.parse(signature.payload()).identity()).isEqualTo("quay.io/acme/app");
    assertThat(signature.isBy(TestKeys.verifying(pair))).isTrue();
    assertThat(signature.isBy(TestKeys.verifying(TestKeys.make(algorithm, bits)))).isFalse();
  }

  @Test
  void itIsKeptAsALayerOfAnImage() throws GeneralSecurityException {
    var pair = TestKeys.ecdsa();
    var signature = Signature.make(IMAGE, MANIFEST, TestKeys.signing(pair));
    var subject = new Descriptor(MediaTypes.OCI_MANIFEST, MANIFEST, 0);
    var codec = new ImageCodec();
    var layers = List.of(signature.layer());
    var manifest = codec.manifest(Signature.manifest(layers, subject).bytes());

    assertThat(Signature.tag(MANIFEST)).isEqualTo("sha256-" + MANIFEST.hex() + ".sig");
    assertThat(manifest.subject()).isEqualTo(subject);
    assertThat(manifest.config()).isEqualTo(Signature.config(layers).descriptor());
    assertThat(codec.config(Signature.config(layers).bytes()).rootfs().diffIds())
        .containsExactly(Digest.of(signature.payload()));
    var layer = manifest.layers().getFirst();
    assertThat(layer.digest().matches(signature.payload())).isTrue();
    var found = Signature.signatureOf(layer).orElseThrow();
    assertThat(new Signature(signature.payload(), found).isBy(TestKeys.verifying(pair))).isTrue();
  }

  @Test
  void otherLayersAreNoSignatures() {
    var layer = new Descriptor(MediaTypes.OCI_LAYER, MANIFEST, 0);
    var broken =
        new Descriptor(Payload.MEDIA_TYPE, MANIFEST, 0)
            .annotated("dev.cosignproject.cosign/signature", "*");

    assertThat(Signature.signatureOf(layer)).isEmpty();
    assertThatThrownBy(() -> Signature.signatureOf(broken))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("is not in Base64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"critical\": 5}",
        "{\"critical\": {\"type\": \"atomic container signature\"}}",
        "{\"critical\": {\"type\": \"cosign container image signature\"}}",
        "{\"critical\": {\"type\": \"cosign container image signature\", \"identity\":"
            + " {\"docker-reference\": \"a\"}, \"image\": {\"docker-manifest-digest\": \"x\"}}}",
        "{\"critical\": {}, \"critical\": {}}",
      })
  void whatIsNoPayload(String json) {
    assertThatThrownBy(() -> Payload.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ImageException.class)
        .hasMessageStartingWith("a signature's payload makes no sense: ");
    assertThatThrownBy(() -> Payload.parse(new byte[1 << 17])).hasMessageContaining("bytes");
  }

  @Test
  void keysOfOtherKindsAreRefusedWithTheReason() throws GeneralSecurityException {
    var pair = TestKeys.ecdsa();
    var weak = TestKeys.make("RSA", 1024);
    var x25519 = TestKeys.make("X25519", 0);

    refused(TestKeys.pem("PRIVATE KEY", pair.getPrivate()), "it is a PRIVATE KEY");
    refused(TestKeys.pem("PUBLIC KEY", weak.getPublic()), "2048 bits");
    refused(TestKeys.pem("PUBLIC KEY", x25519.getPublic()), "neither ECDSA nor Ed25519 nor RSA");
    refused("hello", "not in PEM format");
    refused(KEY.replace("-----END", "-----FIN"), "its end is missing");
    refused(KEY + KEY, "more than one key");
    refused(KEY.replace("MFkw", "*"), "its Base64 is broken");
    assertThatThrownBy(() ->
            SigningKey.parse(
                TestKeys.pem("ENCRYPTED SIGSTORE PRIVATE KEY", pair.getPrivate()), "cosign.key"))
        .hasMessageContaining("key cosign.key cannot be used: it is encrypted");
    assertThatThrownBy(
            () -> SigningKey.parse(TestKeys.pem("EC PRIVATE KEY", pair.getPrivate()), "k"))
        .hasMessageContaining("not a PRIVATE KEY");
  }

  private static void refused(String text, String reason) {
    assertThatThrownBy(() -> VerifyingKey.parse(text, "k"))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("key k cannot be used: ")
        .hasMessageContaining(reason);
  }
}
