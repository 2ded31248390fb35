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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What skopeo copies we take, and what we write skopeo copies. */
@EndToEnd
@Requires({"command:docker-registry", "command:skopeo", "busybox"})
class SkopeoTest {
  @TempDir static Path all;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;
  private static String digest;
  private static String id;
  @TempDir Path folder;

  @BeforeAll
  static void open() {
    registry = RealRegistry.plain(all.resolve("registry"));
    user = new ImageUser(all);
    name = registry.name() + "/team/app:1";
    user.makeImage(name, "hello", "world");
    user.run("push", name).ok();
    digest = user.digest(name);
    id = user.run("images", "-q", "--no-trunc").text();
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

  private static String there(String name) {
    return "docker://" + registry.name() + "/" + name;
  }

  private static void copy(String from, String to) {
    Programs.skopeo("copy", "-q", "--src-tls-verify=false", "--dest-tls-verify=false", from, to);
  }

  private static String digestOf(String name) {
    return Programs.skopeo("inspect", "--tls-verify=false", "--format", "{{.Digest}}", there(name));
  }

  private static void assertIsTheImage(String name) {
    assertThat(user.run("images", "-q", "--no-trunc").text()).isEqualTo(id);
    assertThat(user.run("run", "--rm", "--pull", "never", name, "cat", "/content", "/more").text())
        .isEqualTo("helloworld");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci:%s/x:tag", "oci-archive:%s/x:tag", "dir:%s/x"})
  void whatSkopeoWroteIsTheSameImage(String form) {
    var place = form.formatted(folder);
    copy(there("team/app:1"), place);

    user.run("pull", place, "local:1").ok();

    assertThat(user.digest("local:1")).isEqualTo(digest);
    assertIsTheImage("local:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci:%s/x:tag", "oci-archive:%s/x:tag", "dir:%s/x"})
  void whatWeWroteIsTheSameImage(String form) {
    var place = form.formatted(folder);
    user.run("pull", name).ok();
    user.run("push", name, place).ok();

    copy(place, there("copied:" + form.replaceAll("[:%/].*", "")));

    assertThat(digestOf("copied:" + form.replaceAll("[:%/].*", ""))).isEqualTo(digest);
  }

  /** The format has no manifest, so that only the configuration tells that it is the same. */
  @Test
  void dockersArchiveGoesBothWays() {
    copy(there("team/app:1"), "docker-archive:" + folder + "/one.tar:local:1");
    assertThat(user.run("load", "-i", folder + "/one.tar").text())
        .contains("Loaded image: local:1");
    assertIsTheImage("local:1");

    user.run("push", "local:1", "docker-archive:" + folder + "/two.tar").ok();
    copy("docker-archive:" + folder + "/two.tar", there("docker:1"));

    user.removeImages();
    user.run("pull", registry.name() + "/docker:1").ok();
    assertIsTheImage(registry.name() + "/docker:1");
  }

  /** An index of this machine's platform and of another. */
  private String makeIndex() {
    var entries = new StringBuilder();
    for (var platform : new String[] {"amd64", "arm64"}) {
      var one = registry.name() + "/many:" + platform;
      user.makeImageFor("linux/" + platform, one, platform);
      user.run("push", one).ok();
      var manifest = user.digest(one);
      long size = registry.blob(manifest).toFile().length();
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append(
              """
              {"mediaType":"%s","digest":"%s","size":%d,
               "platform":{"os":"linux","architecture":"%s"}}\
              """
                  .formatted(Manifests.OCI, manifest, size, platform));
    }
    user.removeImages();
    return new Manifests(registry, "many")
        .write(
            "all",
            Manifests.INDEX,
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(Manifests.INDEX, entries));
  }

  private static String content(String name) {
    var saved = all.resolve("content.tar").toString();
    user.run("save", "-o", saved, name).ok();
    return Programs.output(
        "sh", "-c", "tar -xOf " + saved + " --wildcards '*.tar' | tar -xO content");
  }

  @Test
  void anIndexIsCopiedWholeAndTheRightImageOfItIsChosen() {
    var index = makeIndex();
    var many = registry.name() + "/many:all";
    var there = "oci:" + folder + "/many";
    Programs.skopeo("copy", "-q", "--all", "--src-tls-verify=false", there("many:all"), there);

    user.run("pull", there, "here:1").ok();
    assertThat(user.digest("here:1")).isEqualTo(index);
    assertThat(user.run("run", "--rm", "here:1", "cat", "/content").text()).isEqualTo("amd64");
    var partial = user.run("push", "here:1", registry.name() + "/part:1").text();
    assertThat(partial).as("the other image is not here").doesNotContain(index);

    user.run("pull", "--platform", "linux/arm64", many).ok();
    assertThat(user.run("inspect", many).text()).contains("amd64");
    assertThat(user.run("push", many, registry.name() + "/whole:1").text()).contains(index);
    assertThat(digestOf("whole:1")).isNotEmpty();

    user.removeImages();
    user.run("pull", "--platform", "linux/arm64", many).ok();
    assertThat(content(many)).isEqualTo("arm64");
    var none = user.run("pull", "--platform", "linux/s390x", many);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err())
        .contains("no matching manifest for linux/s390x")
        .contains("linux/amd64, linux/arm64");
  }
}
