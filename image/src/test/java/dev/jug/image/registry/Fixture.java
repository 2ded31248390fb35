package dev.jug.image.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.registry.auth.Credential;
import dev.jug.image.registry.auth.MemoryStore;
import dev.jug.image.registry.config.CertificateFolders;
import dev.jug.image.registry.config.HostPort;
import dev.jug.image.registry.config.InsecureHosts;
import dev.jug.image.registry.config.Proxies;
import dev.jug.image.registry.config.RegistryConfig;
import dev.jug.image.registry.config.Waits;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.MediaTypes;
import dev.jug.oci.image.Reference;
import dev.jug.testkit.registry.FakeRegistry;
import dev.jug.testkit.registry.Gate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A client, the registries it talks to, and an image in the first of them. */
final class Fixture implements AutoCloseable {
  static final String REPOSITORY = "team/app";
  static final Credential.Password PASSWORD = new Credential.Password("me", "pass:w\u00f6rd");
  static final Gate BASIC = Gate.basic(PASSWORD.user(), PASSWORD.password());

  final FakeRegistry registry = new FakeRegistry();
  final FakeRegistry other = new FakeRegistry();
  final TestTiming time = new TestTiming();
  final MemoryStore credentials = new MemoryStore();
  final byte[] layer = bytes(200_000);
  final Descriptor blob = Descriptor.of(MediaTypes.OCI_LAYER_GZIP, layer);
  final String manifest =
      "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
          .formatted(MediaTypes.OCI_MANIFEST, json(blob), json(blob));
  final Registries registries = registries(Map.of());

  Fixture() {
    fill(registry);
  }

  void fill(FakeRegistry where) {
    where.content().blob(REPOSITORY, layer);
    where.content().manifest(REPOSITORY, "1.0", MediaTypes.OCI_MANIFEST, manifest);
  }

  /** A client with mirrors. */
  Registries registries(Map<HostPort, List<HostPort>> mirrors) {
    var plain = Stream.of(registry, other).map(server -> "http://" + server.host()).toList();
    var config =
        new RegistryConfig(
            new InsecureHosts(plain),
            mirrors,
            new CertificateFolders(List.of()),
            new Proxies(Map.of()),
            Waits.DEFAULT);
    return new Registries(config, credentials, time.timing());
  }

  Reference image() {
    return image("1.0");
  }

  Reference image(String tag) {
    return Reference.parse(registry.host() + "/" + REPOSITORY + ":" + tag);
  }

  static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  static String json(Descriptor d) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(d.mediaType(), d.digest(), d.size());
  }

  @Override
  public void close() {
    registries.close();
    registry.close();
    other.close();
  }
}
