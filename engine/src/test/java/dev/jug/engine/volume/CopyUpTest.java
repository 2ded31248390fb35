package dev.jug.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.fs.Rooted;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Root
class CopyUpTest {
  @TempDir Path folder;
  private Path image;
  private Path volume;
  private Path data;

  @BeforeEach
  void makeBoth() throws IOException {
    image = Files.createDirectory(folder.resolve("image"));
    volume = Files.createDirectory(folder.resolve("volume"));
    data = Files.createDirectory(volume.resolve("data"));
    Files.createDirectories(folder.resolve("etc"));
    Files.writeString(folder.resolve("etc/host"), "the host's");
  }

  private void fill(String target) {
    try (var root = Rooted.directory(image.toString())) {
      new CopyUp(volume).fill(root, target, false);
    }
  }

  private Path file(String name, String content) throws IOException {
    var file = image.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void whatTheImageHasComesWithAllThatIsAboutIt() throws IOException {
    var one = file("data/sub/one", "1");
    Files.createLink(image.resolve("data/two"), one);
    Files.createSymbolicLink(image.resolve("data/link"), Path.of("/nowhere"));
    Files.setPosixFilePermissions(
        image.resolve("data/sub"), PosixFilePermissions.fromString("rwx--x---"));
    Files.setAttribute(image.resolve("data"), "unix:uid", 7);
    Files.setAttribute(one, "unix:gid", 8);
    Files.setLastModifiedTime(one, FileTime.fromMillis(1000));
    Files.setAttribute(one, "user:note", new byte[] {'x'});

    fill("/data");

    assertThat(data.resolve("sub/one")).hasContent("1");
    assertThat(Files.getAttribute(data.resolve("two"), "unix:ino"))
        .isEqualTo(Files.getAttribute(data.resolve("sub/one"), "unix:ino"));
    assertThat(Files.readSymbolicLink(data.resolve("link"))).isEqualTo(Path.of("/nowhere"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("sub"))))
        .isEqualTo("rwx--x---");
    assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(7);
    assertThat(Files.getAttribute(data.resolve("two"), "unix:gid")).isEqualTo(8);
    assertThat(Files.getLastModifiedTime(data.resolve("two")).toMillis()).isEqualTo(1000);
    assertThat((byte[]) Files.getAttribute(data.resolve("two"), "user:note")).containsExactly('x');
    assertThat(volume).isDirectoryNotContaining(path -> path.toString().contains("filling"));
  }

  @Test
  void linksOfTheImageLeadNowhereButIntoTheImage() throws IOException {
    file("etc/image", "the image's");
    Files.createSymbolicLink(image.resolve("absolute"), Path.of("/etc"));
    Files.createSymbolicLink(image.resolve("relative"), Path.of("../../../etc"));
    Files.createSymbolicLink(image.resolve("whole"), folder.resolve("etc"));

    fill("/whole");
    assertThat(data).isEmptyDirectory();
    fill("/relative");
    assertThat(data.resolve("image")).hasContent("the image's");
    assertThat(data.resolve("host")).doesNotExist();
  }

  @Test
  void whatIsNotEmptyStaysAsItIs() throws IOException {
    file("data/one", "1");
    Files.writeString(data.resolve("mine"), "");

    fill("/data");

    assertThat(data.resolve("one")).doesNotExist();
  }

  @Test
  void anEmptyDirectoryGivesItsOwner() throws IOException {
    Files.createDirectory(image.resolve("own"));
    Files.setAttribute(image.resolve("own"), "unix:uid", 1000);

    fill("/own");

    assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(1000);
  }

  @Test
  void aFileOrNothingFillsNothing() throws IOException {
    file("file", "");

    fill("/file");
    fill("/missing/deeper");

    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aMoveThatBrokeOffIsGoneOnWith() throws IOException {
    var copied = Files.createDirectory(volume.resolve("filling"));
    Files.writeString(copied.resolve("rest"), "r");
    Files.writeString(copied.resolve("mine"), "the image's");
    Files.writeString(data.resolve("mine"), "the container's");
    Files.writeString(data.resolve("moved"), "m");

    new CopyUp(volume).finish();

    assertThat(data.resolve("rest")).hasContent("r");
    assertThat(data.resolve("moved")).hasContent("m");
    assertThat(data.resolve("mine")).hasContent("the container's");
    assertThat(copied).doesNotExist();
  }

  @Test
  void aCopyThatBrokeOffIsMadeAnew() throws IOException {
    var copying = Files.createDirectory(volume.resolve("filling.tmp"));
    Files.writeString(copying.resolve("half"), "");
    file("data/one", "1");

    fill("/data");

    assertThat(data.resolve("one")).exists();
    assertThat(data.resolve("half")).doesNotExist();
  }
}
