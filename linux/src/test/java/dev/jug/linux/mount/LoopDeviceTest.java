package dev.jug.linux.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Root
@Requires("file:/dev/loop-control")
class LoopDeviceTest {
  private static final int SIZE = 1 << 20;

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), new byte[SIZE]);
  }

  private static Path backing(LoopDevice device) {
    return Path.of("/sys/block", String.valueOf(device.path().getFileName()), "loop/backing_file");
  }

  @Test
  void aFileIsOneDeviceHoweverOftenItIsAskedFor() throws IOException {
    var one = file("one");
    Files.createLink(folder.resolve("other name"), one);
    try (var first = LoopDevice.of(one);
        var again = LoopDevice.of(folder.resolve("other name"));
        var other = LoopDevice.of(file("two"))) {
      assertThat(again.path()).isEqualTo(first.path()).isNotEqualTo(other.path());
      assertThat(backing(first)).content().startsWith(one.toString());
      assertThat(Files.size(one)).isEqualTo(SIZE);
    }
  }

  @Test
  void itIsFreeWhenNobodyHasIt() throws IOException, InterruptedException {
    var one = file("one");
    var device = LoopDevice.of(one);
    device.close();

    for (int i = 0; i < 200 && isStillOf(device, one); i++) {
      Thread.sleep(10);
    }
    assertThat(isStillOf(device, one)).isFalse();
  }

  private static boolean isStillOf(LoopDevice device, Path file) throws IOException {
    try {
      return Files.readString(backing(device)).startsWith(file.toString());
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  @Test
  void whatIsNotThereIsNoDevice() {
    assertThatThrownBy(() -> LoopDevice.of(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
