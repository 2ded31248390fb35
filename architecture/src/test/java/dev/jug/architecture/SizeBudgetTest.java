package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A file is read in one sitting, a method on one screen, the C that runs as root in an hour.
 * Exceptions are in {@code size-exceptions}, each with date and reason.
 */
class SizeBudgetTest {
  private static final int FILE = 400;
  private static final int METHOD = 60;
  private static final int NATIVE = 1500;

  @Test
  void javaStaysSmall() throws IOException {
    var excepted = exceptions();
    var tooLong = new ArrayList<String>();
    for (var source : JavaSource.parse(Repository.files(".java"))) {
      if (source.lines() > FILE) {
        tooLong.add(source.path() + ": " + source.lines() + " lines, budget " + FILE);
      }
      for (var method : source.methods()) {
        if (method.lines() > METHOD) {
          tooLong.add(
              "%s#%s: %d lines, budget %d"
                  .formatted(source.path(), method.name(), method.lines(), METHOD));
        }
      }
    }
    tooLong.removeIf(line -> excepted.contains(line.substring(0, line.indexOf(':'))));
    assertThat(tooLong).isEmpty();
  }

  @Test
  void nativeCodeStaysSmall() {
    long lines =
        Repository.files("")
            .filter(path -> path.startsWith("native/src"))
            .flatMap(path -> Repository.text(path).lines())
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("/*") && !line.startsWith("*"))
            .count();
    assertThat(lines).as("lines of code in native/src").isLessThan(NATIVE);
  }

  private static Set<String> exceptions() throws IOException {
    try (var in = SizeBudgetTest.class.getResourceAsStream("size-exceptions")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\s+", 2)[0])
          .collect(Collectors.toSet());
    }
  }
}
