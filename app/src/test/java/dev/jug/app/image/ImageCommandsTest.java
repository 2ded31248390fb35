package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Docker's users expect of the commands about images. */
@EndToEnd
@Requires({"command:docker-registry", "busybox"})
class ImageCommandsTest {
  @TempDir static Path folder;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;

  @BeforeAll
  static void open() {
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder);
    name = registry.name() + "/app:1";
    push(name, "one");
    push(registry.name() + "/app:2", "two");
    push(registry.name() + "/app:3", "three");
    user.removeImages();
  }

  private static void push(String name, String content) {
    user.makeImage(name, content);
    user.run("push", name).ok();
  }

  @AfterEach
  void removeImages() {
    user.removeImages();
    user.assertEmpty();
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
  }

  @Test
  void runPullsWhenItIsTold() {
    var never = user.run("run", "--rm", "--pull", "never", name);
    assertThat(never.code()).isEqualTo(125);
    assertThat(never.err()).contains("No such image: " + name);

    assertThat(user.run("run", "--rm", "--pull=missing", name).err()).contains("Unable to find");
    assertThat(user.run("run", "--rm", name).err()).isEmpty();
    assertThat(user.run("create", "--pull", "always", "--name", "made", name).err())
        .contains("Image is up to date for " + name);
    user.run("rm", "made").ok();
    assertThat(user.run("run", "--rm", "-q", "--pull", "always", name).err()).isEmpty();

    var wrong = user.run("run", "--rm", "--pull", "sometimes", name);
    assertThat(wrong.code()).isEqualTo(125);
    assertThat(wrong.err()).contains("invalid pull option: 'sometimes'");
  }

  @Test
  void alwaysTakesTheNewOneAndFailsWithoutTheRegistry() {
    var moving = registry.name() + "/moving:1";
    push(moving, "old");
    user.makeImage("next", "new");
    user.run("push", "next", moving).ok();
    assertThat(user.run("run", "--rm", moving).text()).isEqualTo("old");

    assertThat(user.run("run", "--rm", "--pull", "always", moving).text()).isEqualTo("new");
    user.run("tag", moving, "localhost:1/gone:1").ok();
    var gone = user.run("run", "--rm", "--pull", "always", "localhost:1/gone:1");
    assertThat(gone.code()).isEqualTo(125);
    assertThat(gone.err()).contains("connection refused");
  }

  @Test
  void anImageInUseIsNotRemoved() {
    user.run("run", "--name", "user", name).ok();
    var id = user.run("images", "-q").text();
    var container = user.run("ps", "-aq").text();

    var named = user.run("rmi", name);
    assertThat(named.code()).isEqualTo(1);
    assertThat(named.err())
        .contains("conflict: unable to remove repository reference \"" + name + "\" (must force)")
        .contains("container " + container + " is using its referenced image " + id);
    assertThat(user.run("rmi", id).err())
        .contains("conflict: unable to delete " + id + " (must be forced)")
        .contains("image is being used by stopped container " + container);
    user.run("tag", name, "second").ok();
    assertThat(user.run("rmi", name).text()).isEqualTo("Untagged: " + name);
    assertThat(user.run("rmi", "-f", "second").text()).contains("Deleted: sha256:" + id);
    assertThat(user.run("images", "-q").text()).isEmpty();
    user.run("start", "-a", "user").ok();
    user.run("rm", "user").ok();
  }

  @Test
  void anImageThatRunsStaysWithoutAName() {
    user.run("run", "-d", "--name", "user", name, "sleep", "1000").ok();
    var id = user.run("images", "-q").text();

    var forced = user.run("rmi", "-f", id);
    assertThat(forced.code()).isEqualTo(1);
    assertThat(forced.err())
        .contains("conflict: unable to delete " + id + " (cannot be forced)")
        .contains("image is being used by running container " + user.run("ps", "-q").text());
    assertThat(user.run("rmi", "-f", name).text()).isEqualTo("Untagged: " + name);
    assertThat(user.run("images").text()).containsPattern("<none> +<none> +" + id);
    user.run("rm", "-f", "user").ok();
    assertThat(user.run("rmi", id).text()).contains("Deleted: sha256:" + id);
  }

  @Test
  void anIdStandsForAllNames() {
    user.run("pull", name).ok();
    user.run("tag", name, "second").ok();
    var id = user.run("images", "-q", name).text();

    var refused = user.run("rmi", id);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("image is referenced in multiple repositories");
    assertThat(user.run("rmi", "-f", id).text())
        .contains("Untagged: " + name)
        .contains("Untagged: second:latest")
        .contains("Deleted: sha256:" + id);
  }

  /** The same image as a registry has it, and as an archive brings it without a manifest. */
  @Test
  void oneImageOfTwoManifestsIsOne() {
    var archive = folder.resolve("saved.tar").toString();
    user.run("pull", name).ok();
    var digest = user.digest(name);
    user.run("save", "-o", archive, name).ok();

    user.run("load", "-i", archive).ok();
    assertThat(user.digest(name)).as("what is here is as good").isEqualTo(digest);
    user.removeImages();
    user.run("load", "-i", archive).ok();
    assertThat(user.digest(name)).isNotEqualTo(digest);
    user.run("tag", name, "loaded").ok();
    user.run("pull", name).ok();
    assertThat(user.run("images", "-q").text().lines().distinct()).hasSize(1);

    var id = user.run("images", "-q", "loaded").text();
    assertThat(user.run("rmi", "-f", id).text()).contains("Deleted");
  }

  @Test
  void allTagsArePulled() {
    user.run("pull", "-a", "-q", registry.name() + "/app").ok();

    assertThat(user.run("images", registry.name() + "/app").text().lines()).hasSize(4);
    for (var tag : new String[] {"1", "2", "3"}) {
      assertThat(user.run("images", registry.name() + "/app:" + tag).text().lines()).hasSize(2);
    }
  }

  private static String list(String... filters) {
    var words = new ArrayList<>(List.of("images", "--format", "{{.Tag}}"));
    for (var filter : filters) {
      words.addAll(List.of("--filter", filter));
    }
    return user.run(words.toArray(String[]::new)).text().replace("\n", " ");
  }

  @Test
  void filtersAreDockers() {
    user.run("pull", name).ok();
    user.makeImage("labelled:x", "labelled");
    user.run("run", "--name", "maker", "labelled:x", "true").ok();
    user.run("commit", "-c", "LABEL kind=test", "maker", "labelled:y").ok();
    user.run("commit", "maker").ok();
    user.run("rm", "maker").ok();

    assertThat(list("reference=labelled")).isEqualTo("y x");
    assertThat(list("reference=*:x")).isEqualTo("x");
    assertThat(list("label=kind")).isEqualTo("y");
    assertThat(list("label=kind=test")).isEqualTo("y");
    assertThat(list("label=kind=other")).isEmpty();
    assertThat(list("dangling=true")).isEqualTo("<none>");
    assertThat(list("dangling=false", "reference=labelled", "label=kind")).isEqualTo("y");
    assertThat(list("reference=labelled", "reference=*/app")).isEqualTo("y x 1");
    var wrong = user.run("images", "--filter", "colour=red");
    assertThat(wrong.code()).isNotZero();
    assertThat(wrong.err()).contains("invalid filter 'colour");
  }

  @Test
  void formatsAreDockers() {
    user.run("pull", name).ok();
    var id = user.run("images", "-q").text();

    assertThat(
            user.run("images", "--format", "{{.Repository}}:{{.Tag}} {{.ID}} {{.Digest}}").text())
        .isEqualTo(name + " " + id + " " + user.digest(name));
    assertThat(user.run("images", "--format", "{{json .}}").text())
        .contains("\"Repository\":\"" + registry.name() + "/app\"");
    assertThat(user.run("images", "--format", "table {{.Tag}}\t{{.ID}}").text())
        .matches("(?s)TAG +IMAGE ID\n1 +" + id);
    assertThat(user.run("images", "--digests", "--no-trunc").text()).contains(user.digest(name));
    assertThat(user.run("inspect", "--format", "{{.Id}} {{json .Config.Cmd}}", name).text())
        .isEqualTo(user.run("images", "-q", "--no-trunc").text() + " [\"cat\",\"/content\"]");
  }

  @Test
  void aFileThatIsCutIsNotWaitedFor() {
    user.run("pull", name).ok();
    user.run("push", name, "oci:" + folder + "/cut:x").ok();
    Programs.output(
        "sh", "-c", "cd " + folder + "/cut/blobs/sha256 && truncate -s 1000 $(ls -S | head -1)");
    user.removeImages();

    var said = user.run("pull", "oci:" + folder + "/cut:x");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("1000").doesNotContain("try again");
  }
}
