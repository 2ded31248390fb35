package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever meets a public type finds a sentence about it. */
class JavadocTest {
  @Test
  void publicTypesAreExplained() {
    assertThat(
            JavaSource.parse(Repository.mainSources()).stream()
                .flatMap(source ->
                    source.publicTypes().stream()
                        .filter(type -> !type.documented())
                        .map(type -> source.path() + ": " + type.name())))
        .as("public types without Javadoc")
        .isEmpty();
  }
}
