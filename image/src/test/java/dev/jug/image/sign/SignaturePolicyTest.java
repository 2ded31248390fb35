package dev.jug.image.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturePolicyTest {
  private static final Digest MANIFEST = Digest.of(new byte[0]);
  private static final Reference IMAGE = Reference.parse("quay.io/acme/app:v1");

  @TempDir private Path folder;
  private KeyPair pair;
  private Path key;

  @BeforeEach
  void makeKey() throws GeneralSecurityException, IOException {
    pair = TestKeys.ecdsa();
    key = folder.resolve("acme.pub");
    Files.writeString(key, TestKeys.pem("PUBLIC KEY", pair.getPublic()));
  }

  private SignaturePolicy policy(String text) throws IOException {
    return SignaturePolicy.read(Files.writeString(folder.resolve("policy.json"), text));
  }

  /** Nothing is accepted but what this scope says. */
  private SignaturePolicy signed(String scope, String more) throws IOException {
    return policy(
        """
        {"default": [{"type": "reject"}], "transports": {"docker": {"%s":
          [{"type": "sigstoreSigned", "keyPath": "%s"%s}]}}}
        """
            .formatted(scope, key, more));
  }

  private Signature sign(String image, Digest manifest) {
    return Signature.make(Reference.parse(image), manifest, TestKeys.signing(pair));
  }

  private Signature claim(String identity) {
    var payload = new Payload(identity, MANIFEST).write();
    return new Signature(payload, TestKeys.signing(pair).sign(payload));
  }

  private static void accepted(SignaturePolicy policy, Reference image, Signature... signatures) {
    assertThatCode(() -> policy.check(image, MANIFEST, List.of(signatures)))
        .doesNotThrowAnyException();
  }

  private static void refused(
      SignaturePolicy policy, Reference image, String why, Signature... signatures) {
    assertThatThrownBy(() -> policy.check(image, MANIFEST, List.of(signatures)))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
        .hasMessage("image " + image.familiar() + " (" + MANIFEST + ") may not be used: " + why);
  }

  @Test
  void withoutAPolicyEverythingIsAccepted() {
    accepted(SignaturePolicy.ACCEPT, IMAGE);
    assertThat(SignaturePolicy.ACCEPT.needsSignatures(IMAGE)).isFalse();
  }

  @Test
  void oneGoodSignatureIsEnough() throws IOException, GeneralSecurityException {
    var policy = signed("quay.io/acme", "");
    var foreign = Signature.make(IMAGE, MANIFEST, TestKeys.signing(TestKeys.ecdsa()));

    assertThat(policy.needsSignatures(IMAGE)).isTrue();
    accepted(policy, IMAGE, foreign, sign("quay.io/acme/app", MANIFEST));
    refused(policy, IMAGE, "it is not signed");
    refused(policy, IMAGE, "none of its signatures is by a key that the policy names", foreign);
    refused(policy, Reference.parse("busybox"), "the policy rejects it");
  }

  @Test
  void whatIsSignedMustBeThisImage() throws IOException {
    var policy = signed("quay.io", "");
    var why = "what was signed is another image, or another name";
    var other = Digest.of(new byte[1]);

    refused(policy, IMAGE, why, sign("quay.io/acme/app", other));
    refused(policy, IMAGE, why, sign("quay.io/acme/other", MANIFEST));
    refused(policy, IMAGE, why, sign("evil.io/acme/app", MANIFEST));
    refused(policy, IMAGE, why, claim("quay.io/acme/app:v2"));
    refused(policy, IMAGE, why, claim("no name at all"));
    accepted(policy, IMAGE, claim("quay.io/acme/app:v1"));
    accepted(policy, IMAGE.at(MANIFEST), claim("quay.io/acme/app:v2"));
    refused(
        policy, IMAGE, why, new Signature(new byte[2], TestKeys.signing(pair).sign(new byte[2])));
  }

  @Test
  void aMirrorsImagesMayBeSignedUnderAnotherName() throws IOException {
    var policy =
        signed(
            "quay.io",
            ", \"signedIdentity\": {\"type\": \"exactRepository\","
                + " \"dockerRepository\": \"docker.io/library/app\"}");

    accepted(policy, IMAGE, claim("index.docker.io/library/app"));
    refused(
        policy,
        IMAGE,
        "what was signed is another image, or another name",
        sign("quay.io/acme/app", MANIFEST));
  }

  @Test
  void allRequirementsMustBeMet() throws IOException {
    var data = Base64.getEncoder().encodeToString(Files.readAllBytes(key));
    var policy =
        policy(
            """
            {"default": [{"type": "sigstoreSigned", "keyData": "%s"}, {"type": "reject"}]}
            """
                .formatted(data));

    refused(policy, IMAGE, "the policy rejects it", sign("quay.io/acme/app", MANIFEST));
  }

  @ParameterizedTest
  @CsvSource({
    "quay.io/acme/app:v1, exact",
    "quay.io/acme/app:v2, repository",
    "quay.io/acme/application, namespace",
    "quay.io/acmeister/app, host",
    "registry.example.com:5000/a, subdomain",
    "deep.registry.example.com/a, deep",
    "example.com/a, everything",
    "busybox, library",
  })
  void theMostSpecificScopeDecides(String image, String scope) {
    var policy =
        new SignaturePolicy(
            List.of(),
            Map.of(
                "quay.io/acme/app:v1", marked("exact"),
                "quay.io/acme/app", marked("repository"),
                "quay.io/acme", marked("namespace"),
                "quay.io", marked("host"),
                "*.example.com", marked("subdomain"),
                "*.registry.example.com", marked("deep"),
                "docker.io/library", marked("library"),
                "", marked("everything")));

    assertThat(policy.requirements(Reference.parse(image))).isEqualTo(marked(scope));
  }

  private List<Requirement> marked(String name) {
    return List.of(
        new Requirement.Signed(
            List.of(new VerifyingKey("key of a scope", pair.getPublic())), "example.com/" + name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the policy: expected an object",
        "{} | default: expected a list of requirements",
        "{\"default\": []} | default: expected a list of requirements",
        "{\"default\": [{\"type\": \"accept\"}]} | type \"accept\" is none of",
        "{\"default\": [{\"type\": \"signedBy\"}]} | type \"signedBy\" is none of",
        "{\"default\": [{\"type\": \"reject\", \"x\": 1}]} | default: field \"x\" is not known",
        "{\"default\": [{\"type\": \"reject\"}], \"x\": 1} | field \"x\" is not known",
        "{\"default\": [{\"type\": \"sigstoreSigned\"}]} | keyPath, keyPaths or keyData is missing",
        "{\"default\": [{\"type\": \"sigstoreSigned\", \"keyPath\": \"a\"}]} | must be absolute",
        "{\"default\": [{\"type\": \"sigstoreSigned\", \"keyData\": \"*\"}]} | not in Base64",
        "{\"default\": [{\"type\": \"reject\"}], \"transports\": []} | transports: expected",
        "{\"default\": [{\"type\": \"reject\"}], \"transports\": {\"docker\": []}} | transports: expected",
        "{\"default\": [{\"type\": \"reject\"}], \"transports\": {\"docker\": {\"busybox\": []}}} | scope \"busybox\" does not begin",
        "{\"default\": [{\"type\": \"reject\"}], \"default\": []} | default",
        "{\"default\": | policy",
      })
  void aMistakeLetsNothingIn(String text, String message) {
    assertThatThrownBy(() -> policy(text))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("signature policy ")
        .hasMessageContaining(message);
  }

  @Test
  void identitiesThatAreNotKnownAreRefused() {
    for (var identity :
        List.of("\"x\"", "{\"type\": \"remapIdentity\"}", "{\"type\": \"exactRepository\"}")) {
      assertThatThrownBy(() -> signed("quay.io", ", \"signedIdentity\": " + identity))
          .as(identity)
          .hasMessageContaining("signedIdentity");
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatThrownBy(() -> SignaturePolicy.read(folder.resolve("none")))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> new PolicyReader("p").policy("{".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("signature policy p: ");
  }
}
