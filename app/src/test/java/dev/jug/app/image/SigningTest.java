package dev.jug.app.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a policy that wants images signed, and openssl for the keys. */
@EndToEnd
@Requires({"command:docker-registry", "command:openssl", "busybox"})
class SigningTest {
  private static final Pattern ANNOTATION =
      Pattern.compile("\"dev.cosignproject.cosign/signature\":\"([^\"]+)\"");
  private static final String PAYLOAD_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

  @TempDir static Path folder;
  private static RealRegistry registry;
  private static ImageUser user;
  private static Manifests manifests;
  private static String name;
  private static String digest;
  private static String unsigned;
  private static String other;
  private static String otherDigest;

  @BeforeAll
  static void open() {
    registry = RealRegistry.plain(folder.resolve("registry"));
    manifests = new Manifests(registry, "team/app");
    user = new ImageUser(folder, "JUG_POLICY=" + folder.resolve("policy.json"));
    name = registry.name() + "/team/app:1";
    unsigned = registry.name() + "/team/app:unsigned";
    makeKey("key");
    makeKey("stranger");
    accept();
    user.makeImage(unsigned, "unsigned");
    user.run("push", unsigned).ok();
    user.run("push", unsigned, registry.name() + "/elsewhere:1").ok();
    other = registry.name() + "/team/app:other";
    user.makeImage(other, "other");
    otherDigest = user.digest(other);
    user.run("push", other).ok();
    user.makeImage(name, "signed");
    digest = user.digest(name);
    user.run("image", "sign", "--key", folder + "/key.pem", name).ok();
    assertThat(user.run("push", name).text()).contains("signatures: sent");
  }

  private static void makeKey(String called) {
    var key = folder.resolve(called + ".pem").toString();
    Programs.output(
        "openssl",
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-out",
        key);
    Programs.output(
        "openssl", "pkey", "-in", key, "-pubout", "-out", folder + "/" + called + ".pub");
  }

  private static void accept() {
    ImageUser.write(
        folder.resolve("policy.json"), "{\"default\": [{\"type\": \"insecureAcceptAnything\"}]}");
  }

  @BeforeEach
  void clear() {
    accept();
    user.removeImages();
    demand();
  }

  private static void demand() {
    ImageUser.write(
        folder.resolve("policy.json"),
        """
        {"default": [{"type": "reject"}], "transports": {"docker":
          {"%s/team": [{"type": "sigstoreSigned", "keyPath": "%s/key.pub"}]}}}
        """
            .formatted(registry.name(), folder));
  }

  @AfterEach
  void restore() {
    user.run("rm", "-f", "container");
  }

  @AfterAll
  static void close() {
    accept();
    user.close();
    registry.close();
  }

  private static void assertRefused(Result said, String why) {
    assertThat(said.code()).isIn(1, 125);
    assertThat(said.err()).contains("may not be used").contains(why).contains("signature policy");
  }

  @Test
  void whatIsSignedRuns() {
    assertThat(user.run("run", "--rm", "-q", name).text()).isEqualTo("signed");
    assertThat(user.run("image", "verify", name).text()).contains("Verified");
    assertThat(user.run("run", "--rm", "--pull", "never", name).text()).isEqualTo("signed");
  }

  @Test
  void whatIsNotSignedIsNeitherPulledNorRun() {
    assertRefused(user.run("pull", unsigned), "it is not signed");
    assertRefused(user.run("run", "--rm", unsigned), "it is not signed");
    assertRefused(user.run("pull", registry.name() + "/elsewhere:1"), "rejects");
    user.assertEmpty();
  }

  @Test
  void whatIsHereAlreadyIsAskedForItsSignatureTooAndByEveryName() {
    accept();
    user.run("pull", unsigned).ok();
    var id = user.run("images", "-q").text();
    demand();

    assertRefused(user.run("run", "--rm", unsigned), "it is not signed");
    assertRefused(user.run("create", "--name", "container", unsigned), "it is not signed");
    assertRefused(user.run("run", "--rm", id), "it is not signed");
    user.run("tag", unsigned, "innocent").ok();
    assertRefused(user.run("run", "--rm", "innocent"), "rejects");
  }

  /** Puts a signature beside an image, as cosign does. */
  private void attach(String image, byte[] payload, byte[] signature) {
    var config = manifests.writeBlob("{\"architecture\":\"\",\"os\":\"\"}".getBytes(UTF_8));
    var layer = manifests.writeBlob(payload);
    manifests.write(
        image.replace(':', '-') + ".sig",
        Manifests.OCI,
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json",%s},
         "layers":[{"mediaType":"%s",%s,
           "annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}
        """
            .formatted(
                Manifests.OCI,
                config,
                PAYLOAD_TYPE,
                layer,
                Base64.getEncoder().encodeToString(signature)));
  }

  private static byte[] payload(String image) {
    return """
    {"critical":{"identity":{"docker-reference":"%s/team/app"},\
    "image":{"docker-manifest-digest":"%s"},"type":"cosign container image signature"},\
    "optional":null}\
    """
        .formatted(registry.name(), image)
        .getBytes(UTF_8);
  }

  private static byte[] sign(byte[] payload, String key) throws IOException {
    var file = folder.resolve("payload");
    Files.write(file, payload);
    Programs.output(
        "openssl",
        "dgst",
        "-sha256",
        "-sign",
        folder + "/" + key + ".pem",
        "-out",
        folder + "/signature",
        file.toString());
    return Files.readAllBytes(folder.resolve("signature"));
  }

  @Test
  void theSignatureOfAStrangerOrOfSomethingElseIsNone() throws IOException {
    attach(otherDigest, payload(otherDigest), sign(payload(otherDigest), "stranger"));
    assertRefused(user.run("pull", other), "none of its signatures is by a key");

    attach(otherDigest, payload(digest), sign(payload(digest), "key"));
    assertRefused(user.run("pull", other), "another image");

    attach(otherDigest, payload(otherDigest), sign(payload(digest), "key"));
    assertRefused(user.run("pull", other), "none of its signatures is by a key");
    user.assertEmpty();

    attach(otherDigest, payload(otherDigest), sign(payload(otherDigest), "key"));
    assertThat(user.run("run", "--rm", "-q", other).text()).isEqualTo("other");
  }

  /** Whoever has openssl, and cosign's specification, can verify ours. */
  @Test
  void othersCanVerifyWhatWeSigned() throws IOException {
    var manifest = manifests.read(manifests.tagged(digest.replace(':', '-') + ".sig"));
    var base64 = ANNOTATION.matcher(manifest);
    assertThat(base64.find()).isTrue();
    Files.write(folder.resolve("signature"), Base64.getDecoder().decode(base64.group(1)));
    var layer =
        registry.blob(manifests.blobs(manifests.tagged(digest.replace(':', '-') + ".sig")).get(1));

    assertThat(manifest).contains(PAYLOAD_TYPE);
    assertThat(Files.readAllBytes(layer)).isEqualTo(payload(digest));
    assertThat(
            Programs.output(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                folder + "/key.pub",
                "-signature",
                folder + "/signature",
                layer.toString()))
        .isEqualTo("Verified OK");
  }

  @Test
  void aPolicyThatMakesNoSenseLetsNothingIn() {
    ImageUser.write(folder.resolve("policy.json"), "{\"defualt\": []}");

    var said = user.run("pull", name);

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("policy.json").contains("defualt");
  }
}
