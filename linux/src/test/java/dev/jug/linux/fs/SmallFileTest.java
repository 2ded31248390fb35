package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.SysException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_000})
  void allOfItIsRead(int length) throws IOException {
    var text = "ä" + "x".repeat(length);
    assertThat(SmallFile.read(Files.writeString(folder.resolve("file"), text))).contains(text);
  }

  @Test
  void whatTheKernelTells() {
    assertThat(SmallFile.read(Path.of("/proc/self/status")).orElseThrow()).contains("Pid:\t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "longer than before"})
  void whatItSaysInsteadIsAllItSays(String text) throws IOException {
    var file = Files.writeString(folder.resolve("file"), "before");
    SmallFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    assertThat(file).hasContent(text);
  }

  @Test
  void nothingIsMade() {
    var none = folder.resolve("none");
    assertThatThrownBy(() -> SmallFile.replace(none, new byte[1])).isInstanceOf(SysException.class);
    assertThat(none).doesNotExist();
  }

  @Test
  void whatIsNotThereOrNoFileIsNothing() {
    assertThat(SmallFile.read(folder.resolve("none"))).isEmpty();
    assertThat(SmallFile.read(folder)).isEmpty();
  }
}
