package dev.jug.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each package says what it is for, and that null means nothing in it. */
class PackageInfoTest {
  @Test
  void eachPackageIsExplainedAndNullMarked() {
    var packages =
        Repository.mainSources()
            .filter(path -> !path.endsWith("module-info.java"))
            .map(Path::getParent)
            .collect(Collectors.toSet());
    var marked =
        Repository.mainSources()
            .filter(path -> path.endsWith("package-info.java"))
            .filter(path -> Repository.text(path).contains("\n@NullMarked\n"))
            .filter(path -> Repository.text(path).contains("/**"))
            .map(Path::getParent)
            .collect(Collectors.toSet());
    packages.removeAll(marked);
    assertThat(packages).as("packages without Javadoc or @NullMarked").isEmpty();
  }
}
