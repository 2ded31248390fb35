package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootedTest {
  @TempDir Path folder;

  @Test
  void linksAndDotsStayInside() throws IOException {
    Files.createDirectories(folder.resolve("root/etc"));
    Files.writeString(folder.resolve("root/etc/passwd"), "inside");
    Files.createSymbolicLink(folder.resolve("root/out"), Path.of("/etc"));
    try (var root = Rooted.directory(folder.resolve("root").toString())) {
      for (var path : new String[] {"out/passwd", "/etc/passwd", "../../../etc/passwd"}) {
        try (var file = Rooted.open(root, path, 0)) {
          assertThat(Path.of("/proc/self/fd/" + file.number())).hasContent("inside");
        }
      }
    }
  }

  @Test
  void aMissingRootIsNamed() {
    assertThatThrownBy(() -> Rooted.directory(folder.resolve("none").toString()))
        .hasMessageContaining("none")
        .hasMessageContaining("No such file or directory");
  }
}
