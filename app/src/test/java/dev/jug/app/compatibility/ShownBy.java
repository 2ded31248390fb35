package dev.jug.app.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tests that a table names. */
final class ShownBy {
  private static final Path ROOT = Path.of(System.getProperty("jug.root"));

  private ShownBy() {}

  /** Fails if there is no such test: {@code CLASS} or {@code CLASS.method}. */
  static void requireTest(String name) {
    assertThat(isTest(name)).as("there is a test %s", name).isTrue();
  }

  private static boolean isTest(String name) {
    int dot = name.lastIndexOf('.');
    return source(name, "")
        || source(name.substring(0, dot), "void " + name.substring(dot + 1) + "(");
  }

  private static boolean source(String type, String text) {
    var file = type.replace('.', '/') + ".java";
    return Stream.of("app", "conformance")
        .map(module -> ROOT.resolve(module + "/src/test/java").resolve(file))
        .filter(Files::isRegularFile)
        .anyMatch(path -> read(path).contains(text));
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
