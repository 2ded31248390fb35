package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeNameTest {
  @ParameterizedTest
  @CsvSource({
    "system.slice:docker:1234, /system.slice/docker-1234.scope",
    ":docker:1234, /system.slice/docker-1234.scope",
    "-.slice:a:b, /a-b.scope",
    "a.slice::b, /a.slice/b.scope",
    "a-b-c.slice:p:n, /a.slice/a-b.slice/a-b-c.slice/p-n.scope",
  })
  void aDashInASliceIsALevel(String text, String path) {
    assertThat(ScopeName.of(text).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a:b",
        "a.slice:b:",
        "a.slice:b:c:d",
        "a:b:c",
        "-a.slice:b:c",
        "a--b.slice:b:c",
        "a-.slice:b:c",
        ".slice:b:c",
        "a/b.slice:b:c",
        "a.slice:b/:c",
        "a.slice:b:../c",
        "a.slice:b:c.slice"
      })
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> ScopeName.of(text))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("linux.cgroupsPath: ");
  }

  @Test
  void aNameHasAnEnd() {
    assertThatThrownBy(() -> ScopeName.of("a.slice:b:" + "c".repeat(300)))
        .isInstanceOf(InvalidSpecException.class);
  }
}
