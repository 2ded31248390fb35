package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.oci.image.Digest;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With archives that are made to write, to read, or to fill what is not theirs. */
@EndToEnd
@Requires({"command:tar", "command:zstd", "busybox"})
class HostileTest {
  private static final String UNTOUCHED = "as it was";

  @TempDir static Path all;
  private static ImageUser user;
  @TempDir Path folder;
  private Path victim;

  @BeforeAll
  static void openAll() {
    user = new ImageUser(all);
  }

  @AfterAll
  static void closeAll() {
    user.close();
  }

  @BeforeEach
  void open() throws IOException {
    victim = Files.createDirectory(folder.resolve("victim"));
    Files.writeString(victim.resolve("file"), UNTOUCHED);
  }

  @AfterEach
  void nothingIsTouchedAndNothingIsLeft() throws IOException {
    try (var files = Files.list(victim)) {
      assertThat(files).containsExactly(victim.resolve("file"));
    }
    assertThat(victim.resolve("file")).hasContent(UNTOUCHED);
    user.removeImages();
    user.assertEmpty();
  }

  /** An archive of files whose names are changed on their way, by an expression of sed. */
  private Path tar(String expression, String... files) {
    var archive = folder.resolve("layer.tar");
    var command =
        new ArrayList<>(
            List.of(
                "tar",
                "-P",
                "-rf",
                archive.toString(),
                "-C",
                folder.toString(),
                "--transform",
                expression));
    command.addAll(List.of(files));
    Programs.output(command);
    return archive;
  }

  /** Busybox's root file system in a folder of this name. */
  private String box() {
    var box = folder.resolve("box").toString();
    Programs.output("cp", "-a", BusyboxRootfs.shared().toString(), box);
    return "box";
  }

  private Result pull(Path layer, String packing, Digest diffId) throws IOException {
    var image = folder.resolve("image");
    new HandmadeImage(image).write(Files.readAllBytes(layer), packing, diffId);
    return user.run("pull", "oci:" + image, "hostile");
  }

  private Result pull(Path layer) throws IOException {
    return pull(layer, "", Digest.of(Files.readAllBytes(layer)));
  }

  private static void assertRefused(Result said, String... why) {
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.err()).contains(why).doesNotContain("Exception");
    user.assertEmpty();
  }

  @Test
  void aNameThatLeadsUpIsRefused() throws IOException {
    Files.writeString(folder.resolve("mine"), "mine");

    assertRefused(pull(tar("s,^,../../../../../../../.." + victim + "/,", "mine")), "..");
  }

  @Test
  void anAbsoluteNameIsOneInTheImage() throws IOException {
    var box = box();
    Files.writeString(folder.resolve("mine"), "mine");

    pull(tar("s,^mine," + victim + "/mine,;s,^" + box + ",.,", box, "mine")).ok();

    assertThat(user.run("run", "--rm", "hostile", "cat", victim + "/mine").text())
        .isEqualTo("mine");
  }

  @Test
  void aLinkOnTheWayLeadsNowhereElse() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), victim);
    Files.writeString(folder.resolve("mine"), "mine");
    var box = box();
    tar("s,^" + box + ",.,", box, "link");

    pull(tar("s,^mine,link/file,", "mine")).ok();

    assertThat(user.run("run", "--rm", "hostile", "cat", victim + "/file").text())
        .as("it leads there in the image")
        .isEqualTo("mine");
  }

  @Test
  void aHardLinkToAFileOfTheMachineIsRefused() throws IOException {
    Files.createLink(folder.resolve("hard"), victim.resolve("file"));
    var archive = folder.resolve("layer.tar").toString();
    Programs.output("tar", "-P", "-cf", archive, victim + "/file", folder + "/hard");
    Programs.output("tar", "-P", "--delete", "-f", archive, victim + "/file");

    assertRefused(pull(Path.of(archive)), "hard", "link");
  }

  @Test
  void aDeviceIsNoWayToADisk() throws IOException {
    var box = box();
    Programs.output("mknod", folder + "/disk", "b", "7", "0");

    var said = pull(tar("s,^" + box + ",.,", box, "disk"));

    said.ok();
    var read = user.run("run", "--rm", "hostile", "cat", "/disk");
    assertThat(read.code()).isNotZero();
    assertThat(read.err()).contains("not permitted");
  }

  @Test
  void whatUnpacksWithoutEndIsRefused() throws IOException {
    var zeros = folder.resolve("zeros");
    Programs.output("truncate", "-s", "100M", zeros.toString());
    var bomb = folder.resolve("bomb.tar.zst");
    Programs.output("sh", "-c", "tar -cf - -C " + folder + " zeros | zstd -q -o " + bomb);
    assertThat(Files.size(bomb)).isLessThan(100_000);

    assertRefused(user.run("import", bomb.toString(), "bomb"), "times its size");
    assertRefused(pull(bomb, "+zstd", Digest.of(new byte[0])), "times its size");
  }

  @Test
  void anArchivesOwnNamesLeadNowhereElse() throws IOException {
    var secret = victim.resolve("file").toString();
    var up = "../../../../../../../.." + secret;
    for (var config : List.of(secret, up, "link")) {
      Files.deleteIfExists(folder.resolve("layer.tar"));
      Files.deleteIfExists(folder.resolve("link"));
      Files.createSymbolicLink(folder.resolve("link"), victim.resolve("file"));
      Files.writeString(
          folder.resolve("manifest.json"),
          "[{\"Config\":\"%s\",\"RepoTags\":[\"a:b\"],\"Layers\":[\"%s\"]}]"
              .formatted(config, config));

      var said = user.run("load", "-i", tar("s,^,,", "manifest.json", "link").toString());

      assertRefused(said, "has no member");
      assertThat(said.err()).doesNotContain(UNTOUCHED);
    }
  }
}
