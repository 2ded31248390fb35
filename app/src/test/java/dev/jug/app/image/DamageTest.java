package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.oci.image.Digest;
import dev.jug.testkit.Requires;
import dev.jug.testkit.registry.FakeRegistry;
import dev.jug.testkit.registry.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a registry whose disk, or whose word, is not to be trusted. */
@EndToEnd
@Requires({"command:docker-registry", "busybox"})
class DamageTest {
  private static final Pattern SIZES = Pattern.compile("\"size\":([0-9]+)");
  private static final int MANIFEST = 0;

  @TempDir static Path folder;
  private static RealRegistry registry;
  private static ImageUser user;
  private static Manifests manifests;
  private static String name;
  private static String digest;

  @BeforeAll
  static void open() {
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder);
    manifests = new Manifests(registry, "app");
    name = registry.name() + "/app:1";
    user.makeImage(name, "hello", "world");
    user.run("push", name).ok();
    digest = user.digest(name);
    user.removeImages();
  }

  @AfterEach
  void removeImages() {
    user.removeImages();
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
  }

  /** The manifest, the configuration, and two layers. */
  @ParameterizedTest
  @ValueSource(ints = {MANIFEST, 1, 2, 3})
  void oneFlippedByteIsFoundAndNothingStays(int part) throws IOException {
    var blob = part == MANIFEST ? digest : manifests.blobs(digest).get(part - 1);
    var file = registry.blob(blob);
    RealRegistry.flip(file);
    var actual = Digest.of(Files.readAllBytes(file));

    var said = user.run("pull", name);

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains(blob).contains(actual.toString());
    user.assertEmpty();
    RealRegistry.flip(file);
    assertThat(user.run("run", "--rm", name, "cat", "/content", "/more").text())
        .isEqualTo("helloworld");
  }

  /** The sizes in a manifest, which its author can choose: the configuration's first. */
  @ParameterizedTest
  @CsvSource({"0, -1", "0, 1", "1, -1", "1, 1", "2, -7", "2, 1000000"})
  void aSizeThatIsWrongIsFound(int which, int by) {
    var json = manifests.read(digest);
    var size = SIZES.matcher(json).results().toList().get(which);
    long wrong = Long.parseLong(size.group(1)) + by;
    manifests.write(
        "lie",
        Manifests.OCI,
        json.substring(0, size.start(1)) + wrong + json.substring(size.end(1)));

    var said = user.run("pull", registry.name() + "/app:lie");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .contains(manifests.blobs(digest).get(which))
        .contains("bytes")
        .doesNotContain("Exception");
    user.assertEmpty();
  }

  /** What is offered is shorter or longer by so much, or nothing. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1, Integer.MIN_VALUE})
  void aLengthThatIsWrongIsFound(int by) throws IOException {
    var layer = manifests.blobs(digest).get(1);
    var bytes = Files.readAllBytes(registry.blob(layer));
    int length = Math.max(0, bytes.length + by);
    try (var proxy = new FakeRegistry(registry.name())) {
      user.registries("{\"insecure\": [\"http://" + proxy.host() + "\"]}");
      proxy.trouble("GET .*/blobs/" + layer, 1, Trouble.body(Arrays.copyOf(bytes, length)));

      var said = user.run("pull", proxy.host() + "/app:1");

      assertThat(said.code()).isEqualTo(1);
      assertThat(said.err())
          .contains(layer)
          .contains("%d bytes instead of %d".formatted(length, bytes.length));
      user.assertEmpty();
    }
  }
}
