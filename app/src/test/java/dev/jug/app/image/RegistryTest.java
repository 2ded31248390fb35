package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a registry that everybody may read and write. */
@EndToEnd
@Requires({"command:docker-registry", "busybox"})
class RegistryTest {
  @TempDir static Path folder;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;
  private static String digest;

  @BeforeAll
  static void open() {
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder);
    name = registry.name() + "/team/app:1";
    user.makeImage(name, "hello");
    digest = user.digest(name);
    assertThat(user.run("push", name).text())
        .startsWith("The push refers to repository [" + registry.name() + "/team/app]")
        .contains(": Pushed")
        .containsPattern("1: digest: " + digest + " size: [0-9]+$");
    user.removeImages();
  }

  @AfterEach
  void removeImages() {
    user.registries("{}");
    user.removeImages();
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
  }

  @Test
  void anImageGoesThereAndBack() {
    var first = user.run("run", "--rm", name);
    assertThat(first.text()).isEqualTo("hello");
    assertThat(first.err())
        .contains("Unable to find image '" + name + "' locally")
        .contains("Status: Downloaded newer image for " + name);
    assertThat(user.digest(name)).isEqualTo(digest);
    assertThat(user.run("pull", name).text())
        .contains("Digest: " + digest)
        .contains("Status: Image is up to date for " + name);
    assertThat(user.run("push", name).text()).contains("Layer already exists");
  }

  @Test
  void aDigestIsANameToo() {
    user.run("pull", registry.name() + "/team/app@" + digest).ok();

    assertThat(user.run("run", "--rm", registry.name() + "/team/app@" + digest).text())
        .isEqualTo("hello");
    assertThat(user.run("images").text()).contains("<none>");
  }

  @Test
  void whatIsNotThereIsSaidAsDockerSaysIt() {
    var tag = user.run("pull", registry.name() + "/team/app:2");
    var repository = user.run("pull", registry.name() + "/nobody/app");

    assertThat(tag.code()).isEqualTo(1);
    assertThat(tag.err()).contains("manifest unknown");
    assertThat(repository.code()).isEqualTo(1);
    assertThat(repository.err()).contains("unknown").doesNotContain("Exception");
    assertThat(user.run("run", "--rm", registry.name() + "/nobody/app").code()).isEqualTo(125);
  }

  @Test
  void aMirrorStandsInAndTheOriginIsUsedWithoutIt() {
    user.registries("{\"mirrors\": {\"far.example\": [\"" + registry.name() + "\"]}}");

    assertThat(user.run("pull", "far.example/team/app:1").text())
        .contains("Downloaded newer image for far.example/team/app:1");
    user.registries("{\"mirrors\": {\"" + registry.name() + "\": [\"localhost:1\"]}}");
    user.run("pull", name).ok();
  }

  @Test
  void aCacheInBetweenIsFilledAndServesWithoutTheOrigin() {
    try (var cache =
        RealRegistry.start(
            folder.resolve("cache"), "", "proxy: {remoteurl: 'http://" + registry.name() + "'}")) {
      user.registries("{\"mirrors\": {\"far.example\": [\"" + cache.name() + "\"]}}");

      assertThat(user.run("run", "--rm", "far.example/team/app:1").text()).isEqualTo("hello");

      assertThat(cache.blob(new Manifests(registry, "team/app").blobs(digest).getLast())).exists();
    }
  }
}
