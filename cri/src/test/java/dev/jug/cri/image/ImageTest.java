package dev.jug.cri.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.cri.Kubelet.Refused;
import dev.jug.cri.Node;
import dev.jug.cri.message.Draft;
import dev.jug.cri.message.Message;
import dev.jug.cri.runtime.Pod;
import dev.jug.grpc.Status;
import dev.jug.oci.image.MediaTypes;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import dev.jug.testkit.registry.FakeRegistry;
import dev.jug.testkit.registry.Gate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Images of a registry, as a kubelet gets them, looks for them and removes them. */
@Root
@LeakChecked
@Requires("busybox")
class ImageTest {
  @RegisterExtension private static final Node node = new Node();

  @TempDir Path folder;
  private FakeRegistry registry;
  private String repository;
  private String name;
  private String digest;

  @BeforeEach
  void open() throws IOException {
    registry = new FakeRegistry();
    repository = registry.host() + "/team/app";
    name = repository + ":1";
    digest = new Shelf(registry.content(), folder).put("team/app", "1");
  }

  @AfterEach
  void close() {
    remove(name);
    registry.close();
  }

  private static Consumer<Draft> of(String image) {
    return in -> in.message("image", spec -> spec.text("image", image));
  }

  private static String pull(String image, Consumer<Draft> auth) {
    var request = of(image).andThen(in -> in.message("auth", auth));
    return Pod.text(node.kubelet().images("PullImage", request), "image_ref");
  }

  private static String pull(String image) {
    return Pod.text(node.kubelet().images("PullImage", of(image)), "image_ref");
  }

  private static Message status(String image) throws IOException {
    return node.kubelet().images("ImageStatus", of(image)).message("image");
  }

  private static void remove(String image) {
    node.kubelet().images("RemoveImage", of(image));
  }

  private static List<String> listed(Consumer<Draft> request) throws IOException {
    return node.kubelet().images("ListImages", request).messages("images").stream()
        .map(image -> Pod.text(image, "id"))
        .toList();
  }

  @Test
  void whatIsPulledIsFoundByEachOfItsNames() throws IOException {
    var id = pull(name);
    for (var word : List.of(name, id, repository + "@" + digest)) {
      var image = status(word);
      assertThat(image.text("id")).as(word).isEqualTo(id);
      assertThat(image.texts("repo_tags")).containsExactly(name);
      assertThat(image.texts("repo_digests")).containsExactly(repository + "@" + digest);
      assertThat(image.number("size")).isBetween((long) Shelf.SIZE, 2L * Shelf.SIZE);
      assertThat(image.value("uid")).contains(1000L);
    }
    assertThat(listed(_ -> {})).contains(id).hasSize(2);
    assertThat(listed(in -> in.message("filter", of(name)))).containsExactly(id);
    assertThat(listed(in -> in.message("filter", of(repository + ":2")))).isEmpty();
  }

  @Test
  void oneThatIsPulledByItsDigestHasNoTag() throws IOException {
    var id = pull(repository + "@" + digest);
    assertThat(status(id).texts("repo_tags")).isEmpty();
    assertThat(status(id).texts("repo_digests")).containsExactly(repository + "@" + digest);
    remove(id);
  }

  @Test
  void removingTakesAllOfItsNamesAndTwiceSucceeds() throws IOException {
    var id = pull(name);
    registry.content().manifest("team/app", "too", MediaTypes.OCI_MANIFEST, manifest());
    assertThat(pull(repository + ":too")).isEqualTo(id);
    remove(name);
    remove(name);
    for (var word : List.of(name, repository + ":too", id)) {
      assertThat(status(word).text("id")).as(word).isEmpty();
    }
    assertThat(listed(_ -> {})).hasSize(1);
  }

  private String manifest() {
    return registry.content().manifest("team/app", "1").orElseThrow();
  }

  private static long used(String kind) throws IOException {
    var usage = node.kubelet().images("ImageFsInfo", _ -> {}).messages(kind).getFirst();
    assertThat(Path.of(usage.message("fs_id").text("mountpoint"))).isDirectory();
    assertThat(usage.number("timestamp")).isPositive();
    return usage.value("used_bytes").orElseThrow();
  }

  @Test
  void theDiskHasWhatImagesAndContainersTakeOfIt() throws IOException {
    long before = used("image_filesystems");
    pull(name);
    assertThat(used("image_filesystems") - before)
        .isBetween((long) Shelf.SIZE, 2L * Shelf.SIZE + (1 << 20));
    remove(name);
    assertThat(used("image_filesystems") - before).isBetween(-65_536L, 65_536L);
    long written = used("container_filesystems");
    var pod = Pod.of(node, "writer");
    var line = "head -c " + Shelf.SIZE + " /dev/urandom > /file";
    pod.ended(pod.start(pod.run(), Pod.shell("c", line)));
    assertThat(used("container_filesystems") - written)
        .isBetween((long) Shelf.SIZE, Shelf.SIZE + (1L << 20));
  }

  @Test
  void whoSaysWhoTheyAreMayPull() {
    registry.gate(Gate.basic("me", "secret"));
    refused(Status.PERMISSION_DENIED, () -> pull(name));
    refused(
        Status.PERMISSION_DENIED,
        () -> pull(name, auth -> auth.text("username", "me").text("password", "wrong")));
    var id = pull(name, auth -> auth.text("username", "me").text("password", "secret"));
    remove(name);
    var pair = Base64.getEncoder().encodeToString("me:secret".getBytes(UTF_8));
    assertThat(pull(name, auth -> auth.text("auth", pair))).isEqualTo(id);
    remove(name);
    refused(Status.PERMISSION_DENIED, () -> pull(name));
  }

  @Test
  void anImageThatTheRegistryDoesNotHaveIsNotFound() {
    refused(Status.NOT_FOUND, () -> pull(repository + ":2"));
    refused(Status.INVALID_ARGUMENT, () -> pull("No Name"));
  }

  private static void refused(Status status, Runnable pull) {
    assertThatThrownBy(pull::run)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }
}
