package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64",
    "linux/x86_64, linux/amd64",
    "Linux/X86-64, linux/amd64",
    "amd64, linux/amd64",
    "aarch64, linux/arm64",
    "linux/arm64/v8, linux/arm64/v8",
    "linux/armhf, linux/arm/v7",
    "linux/armhf/v6, linux/arm/v6",
    "armel, linux/arm/v6",
    "i686, linux/386",
    "windows/amd64, windows/amd64",
    "riscv64, linux/riscv64",
  })
  void isReadAsPeopleWriteIt(String text, String meant) {
    assertThat(Platform.parse(text)).hasToString(meant);
  }

  @Test
  void aSystemAloneMeansThisProcessor() {
    assertThat(Platform.parse("linux")).isEqualTo(Platform.host());
    assertThat(Platform.parse("windows").architecture()).isEqualTo(Platform.host().architecture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "linux/", "/amd64", "a/b/c/d", "linux/amd 64", "linux//v7", "ä"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Platform.parse(text))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith("invalid platform \"" + text + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, amd64",
    "amd64/v1, amd64",
    "amd64, amd64/v1",
    "arm, arm/v7",
    "arm/v7, arm/7",
    "arm64, arm64/v8",
    "arm64/v8, arm64/8",
    "arm64/v8.0, arm64",
    "riscv64/rva23u64, riscv64/rva23u64",
  })
  void theSameInOtherWords(String machine, String image) {
    assertThat(distance(machine, image)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "amd64/v3, amd64",
    "amd64/v3, amd64/v2",
    "arm/v7, arm/v6",
    "arm, arm/v5",
    "arm64/v9, arm64",
    "arm64/v8.2, arm64/v8.1",
    "arm64/v9, arm64/v8.9",
    "arm64, arm/v7",
    "arm64, arm/v8",
    "amd64, 386",
    "riscv64/rva23u64, riscv64",
  })
  void whatIsOlderRunsToo(String machine, String image) {
    assertThat(distance(machine, image)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, amd64/v2",
    "arm/v6, arm",
    "arm/v6, arm/v7",
    "arm64, arm64/v9",
    "arm64/v8.1, arm64/v8.2",
    "arm, arm64",
    "386, amd64",
    "amd64, arm64",
    "riscv64, riscv64/rva23u64",
    "windows/amd64, linux/amd64",
    "arm64, windows/arm64",
  })
  void whatIsNewerOrOtherDoesNot(String machine, String image) {
    assertThat(distance(machine, image)).isEqualTo(-1);
  }

  @Test
  void theNewestThatRunsIsTheNearest() {
    var machine = Platform.parse("linux/arm64/v8.2");
    var nearest =
        Stream.of("arm/v6", "arm64", "amd64", "arm64/v9", "arm64/v8.1", "arm/v7")
            .map(name -> Platform.parse("linux/" + name))
            .filter(image -> machine.distanceTo(image) >= 0)
            .sorted(Comparator.comparingInt(machine::distanceTo))
            .map(Platform::toString);

    assertThat(nearest)
        .containsExactly("linux/arm64/v8.1", "linux/arm64", "linux/arm/v7", "linux/arm/v6");
  }

  private static int distance(String machine, String image) {
    return full(machine).distanceTo(full(image));
  }

  private static Platform full(String name) {
    return Platform.parse(
        name.startsWith("windows/") || name.startsWith("linux/") ? name : "linux/" + name);
  }
}
