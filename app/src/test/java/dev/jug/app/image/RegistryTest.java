package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a registry that everybody may read and write. */
@EndToEnd
@Requires({"command:docker-registry", "command:skopeo", "busybox"})
class RegistryTest {
  @TempDir Path folder;
  private RealRegistry registry;
  private ImageUser user;
  private String name;

  @BeforeEach
  void open() {
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder);
    name = registry.name() + "/team/app:1";
  }

  @AfterEach
  void close() {
    user.close();
    registry.close();
  }

  @Test
  void anImageGoesThereAndBack() {
    user.makeImage(name, "hello");
    var digest = user.digest(name);

    assertThat(user.run("push", name).text()).contains("digest: " + digest);
    user.run("rmi", name).ok();
    assertThat(user.run("run", "--rm", name).err()).contains("Unable to find image");

    assertThat(user.run("run", "--rm", name).text()).isEqualTo("hello");
    assertThat(user.digest(name)).isEqualTo(digest);
    assertThat(user.run("pull", name).text()).contains("Image is up to date for " + name);
    assertThat(user.run("push", name).text()).contains("Layer already exists");
  }

  @Test
  void skopeoSeesWhatWePushedAndWeSeeWhatItCopied() throws IOException {
    user.makeImage(name, "hello");
    user.run("push", name).ok();
    var there = "docker://" + registry.name();
    Programs.skopeo(
        "copy", "--src-tls-verify=false", there + "/team/app:1", "oci:" + folder + "/oci:here");
    Programs.skopeo(
        "copy", "--dest-tls-verify=false", "oci:" + folder + "/oci:here", there + "/copy:2");
    var digest = user.digest(name);
    user.run("rmi", name).ok();

    user.run("pull", "oci:" + folder + "/oci", "local:1").ok();
    assertThat(user.run("run", "--rm", "local:1").text()).isEqualTo("hello");
    user.run("pull", registry.name() + "/copy@" + digest).ok();
    user.run("pull", registry.name() + "/copy:2").ok();
    user.run("push", "local:1", "oci:" + folder + "/ours:x").ok();
    Programs.skopeo("copy", "oci:" + folder + "/ours:x", "dir:" + folder + "/dir");
    assertThat(Files.exists(folder.resolve("dir/manifest.json"))).isTrue();
  }

  @Test
  void whatIsNotThereIsSaidAsDockerSaysIt() {
    user.makeImage(name, "hello");
    user.run("push", name).ok();

    var tag = user.run("pull", registry.name() + "/team/app:2");
    var repository = user.run("pull", registry.name() + "/nobody/app");

    assertThat(tag.code()).isEqualTo(1);
    assertThat(tag.err()).contains("manifest unknown");
    assertThat(repository.code()).isEqualTo(1);
    assertThat(repository.err()).contains("unknown").doesNotContain("Exception");
  }

  @Test
  void aMirrorStandsInAndTheOriginIsUsedWithoutIt() {
    user.makeImage(name, "hello");
    user.run("push", name).ok();
    user.run("rmi", name).ok();
    user.registries("{\"mirrors\": {\"far.example\": [\"" + registry.name() + "\"]}}");

    assertThat(user.run("pull", "far.example/team/app:1").text())
        .contains("Downloaded newer image");
    user.registries("{\"mirrors\": {\"" + registry.name() + "\": [\"localhost:1\"]}}");
    user.run("pull", name).ok();
  }
}
