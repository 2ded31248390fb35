package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What disks and people do to a store is found, named, and put right by pulling again. */
@EndToEnd
class StoreDamageTest {
  @TempDir Path folder;
  private ImageUser user;
  private Path images;

  @BeforeEach
  void open() {
    user = new ImageUser(folder, "JUG_STORAGE_DRIVER=erofs");
    images = user.jug().place().resolve("state/images");
    user.makeImage("app:1", "hello");
    user.run("push", "app:1", "oci:" + folder + "/layout:app").ok();
    user.run("rmi", "app:1").ok();
    pull();
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
    user.run("engine", "stop").ok();
  }

  @AfterEach
  void close() {
    user.close();
  }

  private void pull() {
    user.run("pull", "oci:" + folder + "/layout:app", "app:1").ok();
  }

  /** What happens to a file of a store. */
  enum Damage {
    FLIPPED_BYTE_IN_LAYER_BLOB("blobs/sha256", true, "the blob is damaged: .* part of app:1"),
    FLIPPED_BYTE_IN_DOCUMENT(
        "blobs/sha256", false, "damaged: its content has (another|the) digest"),
    FLIPPED_BYTE_IN_LAYER("layers/erofs", true, "its unpacked layer sha256:\\w+ is damaged"),
    TRUNCATED_LAYER("layers/erofs", true, "is damaged: it has \\d+ bytes instead of \\d+"),
    DELETED_BLOB("blobs/sha256", true, "its layer sha256:\\w+ is not there"),
    DELETED_DOCUMENT("blobs/sha256", false, "its document sha256:\\w+ is not there");

    private final String place;
    private final boolean largest;
    private final String said;

    Damage(String place, boolean largest, String said) {
      this.place = place;
      this.largest = largest;
      this.said = said;
    }

    void to(Path images) throws IOException {
      var file = file(images.resolve(place));
      switch (this) {
        case FLIPPED_BYTE_IN_LAYER_BLOB, FLIPPED_BYTE_IN_DOCUMENT, FLIPPED_BYTE_IN_LAYER ->
            flip(file);
        case TRUNCATED_LAYER -> cut(file);
        case DELETED_BLOB, DELETED_DOCUMENT -> Files.delete(file);
      }
    }

    private Path file(Path directory) throws IOException {
      var bySize = Comparator.comparingLong((Path file) -> file.toFile().length());
      try (var files = Files.list(directory)) {
        return files.max(largest ? bySize : bySize.reversed()).orElseThrow();
      }
    }
  }

  private static void flip(Path file) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      long middle = bytes.length() / 2;
      bytes.seek(middle);
      int old = bytes.read();
      bytes.seek(middle);
      bytes.write(old ^ 1);
    }
  }

  private static void cut(Path file) throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() / 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsNamedRepairedAndPulledAgain(Damage damage) throws IOException {
    damage.to(images);

    var check = user.run("system", "check");

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).containsPattern("error: .*" + damage.said);
    user.run("system", "check", "--repair").ok();
    pull();
    assertThat(user.run("run", "--rm", "app:1").text()).isEqualTo("hello");
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  void whatCannotBeReadCanStillBeRemoved() throws IOException {
    Damage.FLIPPED_BYTE_IN_DOCUMENT.to(images);

    assertThat(user.run("images").ok().err()).contains("app:1", "damaged");
    assertThat(user.run("run", "--rm", "app:1").err()).contains("damaged");
    user.run("rmi", "app:1").ok();
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
    pull();
    assertThat(user.run("run", "--rm", "app:1").text()).isEqualTo("hello");
  }

  @Test
  void aDeletedLayerIsUnpackedAgainByTheNextContainer() throws IOException {
    try (var layers = Files.list(images.resolve("layers/erofs"))) {
      for (var layer : layers.toList()) {
        Files.delete(layer);
      }
    }

    assertThat(user.run("system", "check").text())
        .contains("note: app:1: its layer sha256:", "is not unpacked")
        .contains("The next container unpacks it.");
    assertThat(user.run("run", "--rm", "app:1").text()).isEqualTo("hello");
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  void whatNobodyNeedsIsWaste() throws IOException {
    Files.writeString(images.resolve("blobs/sha256/" + "0".repeat(64)), "orphan");
    var orphan = user.run("system", "check");
    assertThat(orphan.code()).isEqualTo(1);
    user.run("system", "check", "--repair").ok();

    Files.copy(
        images.resolve("oci-layout"),
        images.resolve(
            "blobs/sha256/18f0797eab35a4597c1e9624aa4f15fd91f6254e5538c1e0d193b2a95dd4acc6"));
    var check = user.run("system", "check");
    assertThat(check.text())
        .contains("waste: sha256:18f0797eab35", "no image needs this blob", "system prune");
    user.run("system", "prune", "-f").ok();
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  void aBrokenIndexIsNamed() throws IOException {
    var index = images.resolve("index.json");
    var good = Files.readString(index);
    Files.writeString(index, good.substring(0, good.length() / 2));

    var check = user.run("system", "check");

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("error: " + index).contains("is damaged", "Put a copy back");
    assertThat(user.run("system", "prune", "-f").code()).isEqualTo(1);
    Files.writeString(index, good);
    user.run("system", "prune", "-f").ok();
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }

  @Test
  void whatOthersMayChangeIsNamedAndTakenFromThem() throws IOException {
    var layers = images.resolve("layers/erofs");
    Files.setPosixFilePermissions(layers, PosixFilePermissions.fromString("rwxrwxrwx"));

    var check = user.run("system", "check");

    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains("error: " + layers, "its mode is 777", "--repair");
    user.run("system", "check", "--repair").ok();
    assertThat(user.run("system", "check").text()).isEqualTo("images: sound");
  }
}
