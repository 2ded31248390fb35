package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a disk that is full, or that takes nothing more. */
@EndToEnd
@Requires({
  "command:docker-registry",
  "command:mkfs.ext4",
  "command:losetup",
  "file:/dev/loop-control",
  "busybox"
})
class DiskTest {
  private static final int LAYER = 3_000_000;

  @TempDir static Path folder;
  private static SmallDisk disk;
  private static RealRegistry registry;
  private static ImageUser user;
  private static String name;
  private static String archive;

  @BeforeAll
  static void open() {
    disk = new SmallDisk(folder);
    registry = RealRegistry.plain(folder.resolve("registry"));
    user = new ImageUser(folder, "JUG_STATE=" + disk.path() + "/state");
    name = registry.name() + "/app:1";
    archive = folder.resolve("saved.tar").toString();
    user.makeImage(name, noise(LAYER));
    user.run("push", name).ok();
    user.run("save", "-o", archive, name).ok();
    user.removeImages();
  }

  @AfterEach
  void empty() {
    disk.free();
    user.run("rm", "-f", "container");
    user.removeImages();
    user.assertEmpty();
  }

  @AfterAll
  static void close() {
    user.close();
    registry.close();
    disk.close();
  }

  private static String noise(int length) {
    var random = new Random(1);
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + random.nextInt(90)));
    }
    return text.toString();
  }

  private void assertFull(String... words) {
    disk.settle();
    var before = user.space();
    var said = user.run(words);

    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.err())
        .contains("disk of " + disk.path())
        .contains("is full: No space left on device (ENOSPC)")
        .contains("jug system prune")
        .satisfies(text -> assertThat(text.lines()).hasSize(2));
    assertThat(user.space()).isEqualTo(before);
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  void whatDoesNotFitLeavesNothing() throws IOException {
    var large = folder.resolve("large.tar");
    var noise = new byte[25_000_000];
    new Random(1).nextBytes(noise);
    Files.write(folder.resolve("noise"), noise);
    Programs.output("tar", "-cf", large.toString(), "-C", folder.toString(), "noise");
    assertFull("import", large.toString(), "large");

    disk.fill(LAYER / 2);
    assertFull("pull", name);
    assertFull("load", "-i", archive);

    disk.free();
    user.run("pull", name).ok();
    user.run("load", "-i", archive).ok();
  }

  @Test
  void whatAContainerWroteIsNotCommittedByHalf() {
    user.run("pull", name).ok();
    user.run("run", "-d", "--name", "container", name, "sleep", "1000").ok();
    user.run("exec", "container", "cp", "/content", "/copy").ok();
    disk.fill(LAYER / 2);

    assertFull("commit", "container", "made");

    disk.free();
    user.run("commit", "container", "made").ok();
    assertThat(user.run("run", "--rm", "made", "wc", "-c", "/copy").text()).startsWith("" + LAYER);
    user.run("rmi", "made").ok();
  }

  @Test
  @DisplayName("H1: on a full disk everything can still be removed")
  void onAFullDiskThingsCanBeRemoved() {
    user.run("pull", name).ok();
    user.run("run", "-d", "--name", "container", name, "sleep", "1000").ok();
    user.run("engine", "stop").ok();
    disk.fill(0);

    assertThat(user.run("images", "-q").text()).isNotEmpty();
    assertFull("tag", name, "other");
    user.run("rm", "-f", "container").ok();
    user.run("rmi", name).ok();

    assertThat(user.run("images", "-q").text()).isEmpty();
  }

  private static void assertReadOnly(Result said) {
    assertThat(said.code()).as(said.toString()).isNotZero();
    assertThat(said.err()).contains("Read-only file system").doesNotContain("ended before");
  }

  @Test
  void aDiskThatFailsIsNamedAndWhatIsThereCanBeSeen() {
    user.run("pull", name).ok();
    var id = user.run("run", "-d", "--name", "container", name, "sleep", "1000").text();
    var record = disk.path().resolve("state/containers/" + id + "/container.json");
    Jug.eventually(() -> assertThat(record).content().contains("\"status\":\"running\""));
    disk.fail();

    assertReadOnly(user.run("pull", name));
    assertReadOnly(user.run("load", "-i", archive));
    assertReadOnly(user.run("import", archive, "other"));
    assertReadOnly(user.run("commit", "container", "other"));
    assertReadOnly(user.run("tag", name, "other"));
    assertReadOnly(user.run("rmi", "-f", name));
    assertReadOnly(user.run("run", "--rm", name));
    assertThat(user.run("exec", "container", "echo", "still here").text()).isEqualTo("still here");
    assertReadOnly(user.run("rm", "-f", "container"));

    user.run("engine", "stop").ok();
    assertThat(user.run("ps", "-a").text()).contains("container");
    assertThat(user.run("history", name).text()).contains("Imported from");
    assertThat(user.run("system", "check").text()).doesNotContain("error:");
    assertReadOnly(user.run("run", "--rm", name));

    user.run("engine", "stop").ok();
    disk.repair();
    user.run("rm", "container").ok();
    user.run("rmi", name).ok();
    user.run("pull", name).ok();
  }
}
